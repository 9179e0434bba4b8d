import { type IconShape, icon, moreIcon, replyIcon, smilePlusIcon, threadIcon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { MoreTexts } from '../chat-more-messages.js';
import type { RowContext } from './row-context.js';

/** Drawn for the one row that is hovered or focused, so that a long history does not carry hundreds of buttons. */
export function renderToolbar(context: RowContext, t: MoreTexts): TemplateResult {
  const { rights } = context;
  const tool = (action: string, label: string, shape: IconShape, menu = false) =>
    html`<button type="button" tabindex="-1" class="tool" data-action=${action} aria-label=${label} title=${label}
      aria-haspopup=${menu ? 'menu' : nothing}>${icon(shape, 18)}</button>`;
  return html`<div class="toolbar" role="toolbar" aria-label=${t('actions')}>
    ${
      rights.react
        ? html`<button type="button" tabindex="-1" class="tool quick" data-action="toggle-reaction" data-emoji="👍"
            aria-label=${`${t('react')} ${context.emojiName?.('👍') ?? '👍'}`} title=${t('react')}>👍</button>${tool('pick-reaction', t('react'), smilePlusIcon, true)}`
        : nothing
    }
    ${rights.write ? tool('reply', t('reply'), replyIcon) : nothing}
    ${context.inThread ? nothing : tool('open-thread', t('openThread'), threadIcon)}
    ${tool('more', t('more'), moreIcon, true)}
  </div>`;
}
