import { chatIcon, chevronDownIcon, formatNumber, icon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShellTexts } from './shell-messages.js';

export interface LauncherView {
  t: ShellTexts;
  locale: string;
  open: boolean;
  label: string;
  unread: number;
  toggle: () => void;
  intent: () => void;
}

/** The round button, or a pill where the host gave it a text. The badge is capped, the accessible name is exact. */
export function renderLauncher(view: LauncherView): TemplateResult {
  const { t, open, label, unread } = view;
  const name = open
    ? t('close')
    : [label || t('open'), unread > 0 ? t('unread', { count: unread }) : ''].filter(Boolean).join(', ');
  return html`<button
    type="button"
    class=${label && !open ? 'launcher pill' : 'launcher'}
    part="launcher"
    aria-haspopup="dialog"
    aria-expanded=${open ? 'true' : 'false'}
    aria-label=${name}
    @click=${view.toggle}
    @pointerenter=${view.intent}
    @focus=${view.intent}
  >
    ${
      open
        ? icon(chevronDownIcon, 26)
        : html`<slot name="launcher-icon">${icon(chatIcon, 26)}</slot>${
            label ? html`<span aria-hidden="true">${label}</span>` : nothing
          }`
    }
    ${
      !open && unread > 0
        ? html`<span class="badge" part="badge" aria-hidden="true"
            >${unread > 9 ? `${formatNumber(9, view.locale)}+` : formatNumber(unread, view.locale)}</span
          >`
        : nothing
    }
  </button>`;
}
