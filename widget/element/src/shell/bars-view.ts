import { closeIcon, icon, offlineIcon, type ToastOptions } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Phase } from '../connection/failure.js';
import type { ShellTexts } from './shell-messages.js';

/** The line below the header that tells of the connection. Quiet while everything works. */
export function renderConnectionBar(
  t: ShellTexts,
  status: string,
  phase: Phase,
  signIn: () => void,
): TemplateResult | typeof nothing {
  if (phase === 'expired' || phase === 'signed-out') {
    return html`<div class="bar" data-tone="warning">
      <span>${t('expiredTitle')}</span>
      <button type="button" class="link" @click=${signIn}>${t('signInAgain')}</button>
    </div>`;
  }
  if (status === 'offline')
    return html`<div class="bar" data-tone="offline">${icon(offlineIcon, 16)}${t('offline')}</div>`;
  if (status === 'reconnecting') return html`<div class="bar" data-tone="waiting">${t('reconnecting')}</div>`;
  return nothing;
}

export interface Toast extends ToastOptions {
  id: number;
}

export function renderToasts(
  t: ShellTexts,
  toasts: readonly Toast[],
  dismiss: (id: number) => void,
): TemplateResult {
  return html`<div class="toasts">
    ${repeat(
      toasts,
      ({ id }) => id,
      (toast) => html`<div class="toast" data-tone=${toast.tone ?? 'info'}>
        <span>${toast.text}</span>
        ${
          toast.action
            ? html`<button type="button" class="link" @click=${() => {
                dismiss(toast.id);
                toast.action?.run();
              }}>${toast.action.label}</button>`
            : nothing
        }
        <button type="button" class="icon-button" aria-label=${t('dismiss')} @click=${() => dismiss(toast.id)}>
          ${icon(closeIcon, 16)}
        </button>
      </div>`,
    )}
  </div>`;
}
