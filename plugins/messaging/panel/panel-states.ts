import { html, type TemplateResult } from 'lit';
import type { ChatTexts } from './chat-messages.js';

export function renderSkeleton(t: ChatTexts): TemplateResult {
  return html`<div class="skeleton" role="img" aria-label=${t('loading')}>
    ${[1, 2, 3, 4].map(() => html`<div><i></i><i></i><i></i></div>`)}
  </div>`;
}

export function renderBeginning(t: ChatTexts, room: string): TemplateResult {
  return html`<div class="beginning">${t('beginning', { room })}</div>`;
}
