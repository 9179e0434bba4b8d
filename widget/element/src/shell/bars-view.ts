import { icon, offlineIcon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
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
