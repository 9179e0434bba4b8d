import { closeIcon, icon, type ToastOptions } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MoreTexts } from './more-messages.js';

export interface Toast extends ToastOptions {
  id: number;
}

/** What happened, until it is taken away or its time is over. */
export function renderToasts(
  t: MoreTexts,
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
