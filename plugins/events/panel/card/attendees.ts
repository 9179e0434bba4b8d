import { avatar } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { Attendee, RsvpStatus } from '../../shared/types.js';
import type { CardTexts } from './event-card-messages.js';

/** Who said yes stands first. */
const order = ['accepted', 'tentative', 'needs_action', 'declined'];

export interface AttendeesView {
  t: CardTexts;
  viewerId: string | undefined;
  /** The answers for the series, where the others are for one of it: who said something else there is marked. */
  series: readonly Attendee[];
}

export const answerOf = (attendees: readonly Attendee[], id: string | undefined): RsvpStatus | undefined =>
  attendees.find(({ user }) => user.id === id)?.status;

export function renderAttendees(
  attendees: readonly Attendee[],
  { t, viewerId, series }: AttendeesView,
): TemplateResult {
  const sorted = [...attendees].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return html`<ul class="people">${sorted.map(
    ({ user, status }) => html`<li data-status=${status} data-own=${user.id === viewerId ? '' : null}>
      <span aria-hidden="true">${avatar(user, { size: 24 })}</span><span class="who"><bdi>${user.displayName || user.username}</bdi>
      <span class="hint">${
        status === answerOf(series, user.id) ? t(status) : t('onlyHere', { answer: t(status) })
      }</span></span></li>`,
  )}</ul>`;
}
