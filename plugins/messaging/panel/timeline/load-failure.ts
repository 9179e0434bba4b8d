import { html, nothing, type TemplateResult } from 'lit';
import type { ChatTexts } from '../chat-messages.js';

/** Stands at the edge of the history whose page could not be loaded. */
export function renderFailure(error: Error, t: ChatTexts, retry: () => void): TemplateResult {
  const { requestId } = error as Error & { requestId?: string };
  return html`<div class="error-row"><span>${t('loadFailed')}</span>
    <button type="button" class="link-button" @click=${retry}>${t('retry')}</button>
    ${requestId ? html`<small>${t('requestId', { id: requestId })}</small>` : nothing}</div>`;
}
