import { html, type TemplateResult } from 'lit';
import type { MoreTexts } from '../chat-more-messages.js';

/** What can be done about a message that could not be sent. */
export function renderUnsent(t: MoreTexts): TemplateResult {
  return html`<div class="failed">${t('notSent')}
    <button type="button" tabindex="-1" class="link-button" data-action="retry">${t('retry')}</button>
    <button type="button" tabindex="-1" class="link-button" data-action="discard">${t('discard')}</button></div>`;
}
