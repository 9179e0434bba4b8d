import { avatar } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { Attendee } from '../../shared/types.js';
import type { CardTexts } from './event-card-messages.js';

/** Who said yes stands first. */
const order = ['accepted', 'tentative', 'needs_action', 'declined'];

export function renderAttendees(
  attendees: readonly Attendee[],
  t: CardTexts,
  viewerId: string | undefined,
): TemplateResult {
  const sorted = [...attendees].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return html`<ul class="people">${sorted.map(
    ({ user, status }) => html`<li data-status=${status} data-own=${user.id === viewerId ? '' : null}>
      <span aria-hidden="true">${avatar(user, { size: 24 })}</span><bdi>${user.displayName || user.username}</bdi>
      <span class="hint">${t(status)}</span></li>`,
  )}</ul>`;
}
