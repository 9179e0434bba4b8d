import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../shared/types.js';
import type { RowContext } from './row-context.js';

export function renderReactions(message: Message, context: RowContext): TemplateResult | typeof nothing {
  if (!message.reactions?.length) return nothing;
  const { t, tokens, viewerId, rights } = context;
  return html`<div class="reactions">${message.reactions.map(({ emoji, count, userIds }) => {
    const own = viewerId !== undefined && userIds.includes(viewerId);
    const names = userIds.map((id) => (id === viewerId ? t('you') : tokens.userName(id))).filter(Boolean);
    return html`<button type="button" tabindex="-1" class="reaction" part="reaction" data-action="toggle-reaction"
      data-emoji=${emoji} aria-pressed=${own} ?disabled=${!rights.react} title=${names.join(', ') || nothing}
      aria-label=${t(own ? 'reactionOwn' : 'reactionOthers', { emoji: context.emojiName?.(emoji) ?? emoji, count })}
      ><span aria-hidden="true">${emoji}</span><span aria-hidden="true">${count}</span></button>`;
  })}</div>`;
}
