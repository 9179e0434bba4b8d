import { html, nothing, type TemplateResult } from 'lit';
import type { MoreTexts } from '../chat-more-messages.js';

/** Stands at the edge of the history whose page could not be loaded. */
export function renderFailure(error: Error, t: MoreTexts, retry: () => void): TemplateResult {
  const { requestId } = error as Error & { requestId?: string };
  return html`<div class="error-row"><span>${t('loadFailed')}</span>
    <button type="button" class="link-button" @click=${retry}>${t('loadAgain')}</button>
    ${requestId ? html`<small>${t('requestId', { id: requestId })}</small>` : nothing}</div>`;
}
