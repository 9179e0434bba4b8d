import { chatIcon, leaveIcon, offlineIcon, userIcon, usersIcon } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import { type Phase, readError } from '../connection/failure.js';
import type { MoreTexts } from './more-messages.js';

export interface StateView {
  t: MoreTexts;
  phase: Phase;
  failure: unknown;
  server: string;
  signIn: () => void;
  retry: () => void;
}

/** What stands in the body while there is no panel to show, and none is on its way. */
export function renderPhase(view: StateView): TemplateResult | null {
  const { t, phase } = view;
  switch (phase) {
    case 'signed-out':
      return html`<tb-empty class="fill" .heading=${t('signedOutTitle')} .icon=${userIcon}>
        ${t('signedOutText')}
        <button slot="actions" type="button" class="button primary" @click=${view.signIn}>${t('signIn')}</button>
      </tb-empty>`;
    case 'expired':
      return html`<tb-empty class="fill" .heading=${t('expiredTitle')} .icon=${leaveIcon}>
        ${t('expiredText')}
        <button slot="actions" type="button" class="button primary" @click=${view.signIn}>${t('signInAgain')}</button>
      </tb-empty>`;
    case 'unreachable':
      return html`<tb-error class="fill" .heading=${t('unreachableTitle')} .icon=${offlineIcon}
        .error=${view.failure} .text=${t('unreachableText', { server: hostOf(view.server) })}
        retryable @retry=${view.retry}></tb-error>`;
    case 'refused':
      return html`<tb-error class="fill" .heading=${t('refusedTitle')}
        .error=${view.failure} .text=${refusal(t, view.failure)}
        retryable @retry=${view.retry}></tb-error>`;
    case 'failed':
      return html`<tb-error class="fill" .heading=${t('failedTitle')} .error=${view.failure} retryable
        @retry=${view.retry}></tb-error>`;
    case 'no-workspace':
      return html`<tb-empty class="fill" .heading=${t('noWorkspaceTitle')} .icon=${usersIcon}
        >${t('noWorkspaceText')}</tb-empty>`;
    default:
      return null;
  }
}

export function renderNoRoom(t: MoreTexts, choose: (event: Event) => void): TemplateResult {
  return html`<tb-empty class="fill" .heading=${t('noRoomTitle')} .icon=${chatIcon}>
    ${t('noRoomText')}
    <button slot="actions" type="button" class="button primary" @click=${choose}>${t('chooseRoom')}</button>
  </tb-empty>`;
}

export function renderPanelFailure(t: MoreTexts, error: unknown, retry: () => void): TemplateResult {
  return html`<tb-error .heading=${t('panelFailedTitle')} .error=${error} retryable @retry=${retry}></tb-error>`;
}

/** Why the server will not have this page or this visitor. */
function refusal(t: MoreTexts, failure: unknown): string {
  switch (readError(failure).code) {
    case 'origin_refused':
      return t('refusedOrigin', { site: location.origin });
    case 'embed_app_unknown':
    case 'embed_app_disabled':
      return t('refusedApp');
    case 'embed_token_invalid':
      return t('refusedToken');
    case 'embed_user_removed':
      return t('refusedUser');
    default:
      return '';
  }
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}
