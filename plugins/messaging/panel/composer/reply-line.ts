import { adoptStyles, closeIcon, icon } from '@teambrain/widget-kit';
import { css, html, type TemplateResult } from 'lit';
import type { MoreTexts } from '../chat-more-messages.js';

/** Above the field: who is being answered, and how to stop that. */
export function renderReplyLine(t: MoreTexts, name: string, cancel: () => void): TemplateResult {
  return html`<div class="reply"><span>${t('replyingTo', { name })}</span>
    <button type="button" class="icon-button" aria-label=${t('cancelReply')} @click=${cancel}
      >${icon(closeIcon, 16)}</button></div>`;
}

/** Gives the field the looks of that line. */
export function adoptReplyStyles(composer: { renderRoot: HTMLElement | DocumentFragment } | null): void {
  if (composer) adoptStyles(composer.renderRoot as ShadowRoot, [replyStyles]);
}

const replyStyles = css`
  .reply {
    align-items: center;
    background: var(--tb-color-surface);
    border-radius: calc(var(--tb-radius) - 1px) calc(var(--tb-radius) - 1px) 0 0;
    color: var(--tb-color-text-muted);
    display: flex;
    font-size: 12.5px;
    gap: 6px;
    padding: 2px 4px 2px 12px;
  }
  .reply:dir(rtl) {
    padding: 2px 12px 2px 4px;
  }
  .reply > span {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .reply button {
    block-size: 28px;
    inline-size: 28px;
  }
`;
