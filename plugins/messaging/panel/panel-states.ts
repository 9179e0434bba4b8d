import { html, nothing, type TemplateResult } from 'lit';
import type { ChatTexts } from './chat-messages.js';

export function renderSkeleton(t: ChatTexts): TemplateResult {
  return html`<div class="skeleton" role="img" aria-label=${t('loading')}>
    ${[1, 2, 3, 4].map(() => html`<div><i></i><i></i><i></i></div>`)}
  </div>`;
}

export function renderBeginning(t: ChatTexts, room: string): TemplateResult {
  return html`<div class="beginning">${t('beginning', { room })}</div>`;
}

export function renderFailure(error: Error, t: ChatTexts, retry: () => void): TemplateResult {
  const { requestId } = error as Error & { requestId?: string };
  return html`<div class="failed error-row"><span>${t('loadFailed')}</span>
    <button type="button" class="link-button" @click=${retry}>${t('retry')}</button>
    ${requestId ? html`<small>${t('requestId', { id: requestId })}</small>` : nothing}</div>`;
}
