import { icon, offlineIcon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { Phase } from '../connection/failure.js';
import type { MoreTexts } from './more-messages.js';

export interface BarsView {
  status: string;
  phase: Phase;
  /** Whether this browser keeps what was written for the next visit. */
  keeps: boolean;
  signIn: () => void;
}

/** The line below the header that tells of the connection. Quiet while everything works. */
export function renderBars(t: MoreTexts, view: BarsView): TemplateResult | typeof nothing {
  const { status, phase } = view;
  if (phase === 'expired' || phase === 'signed-out') {
    return html`<div class="bar" data-tone="warning">
      <span>${t('expiredTitle')}</span>
      <button type="button" class="link" @click=${view.signIn}>${t('signInAgain')}</button>
    </div>`;
  }
  if (status === 'offline')
    return html`<div class="bar" data-tone="offline">${icon(offlineIcon, 16)}${t('offline')}</div>`;
  if (status === 'reconnecting') return html`<div class="bar" data-tone="waiting">${t('reconnecting')}</div>`;
  return view.keeps ? nothing : html`<div class="bar" data-tone="waiting">${t('notKept')}</div>`;
}
