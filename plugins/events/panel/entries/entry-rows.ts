import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Occurrence } from '../../shared/types.js';
import type { CalendarTexts } from '../calendar-messages.js';
import type { Day } from '../time/days.js';
import { dayText, timesText, timeText } from '../time/texts.js';
import type { Entry } from './entries.js';

export interface RowsView {
  t: CalendarTexts;
  locale: string;
  day: Day;
  open(entry: Entry, anchor: HTMLElement): void;
  /** The time in the event's own zone, where it differs and the code for it is there. */
  there?: ((occurrence: Occurrence) => string | undefined) | undefined;
}

/** When an entry takes place on one of its days. */
export function whenText(
  { occurrence, first, last }: Entry,
  { t, locale, day }: Omit<RowsView, 'open' | 'there'>,
): string {
  const { start, end, allDay } = occurrence;
  if (allDay || (first < day && day < last)) return t('allDay');
  if (first === last) return start === end ? timeText(start, locale) : timesText(start, end, locale);
  return day === first
    ? t('from', { time: timeText(start, locale) })
    : t('until', { time: timeText(end, locale) });
}

/** The events of one day, each a button that opens it. */
export function renderRows(entries: readonly Entry[], view: RowsView): TemplateResult {
  return html`<ul class="entries">${repeat(
    entries,
    ({ key }) => key,
    (entry) => renderRow(entry, view),
  )}</ul>`;
}

function renderRow(entry: Entry, view: RowsView): TemplateResult {
  const { t } = view;
  const { title, location, rsvp, recurring } = entry.occurrence;
  const there = view.there?.(entry.occurrence);
  return html`<li>
    <button type="button" class="entry" part="event-card" data-rsvp=${rsvp ?? nothing} data-key=${entry.key}
      @click=${(event: Event) => view.open(entry, event.currentTarget as HTMLElement)}>
      <span class="when">${whenText(entry, view)}</span>
      <span class="what"><bdi class="title">${title}</bdi>${recurring ? html`<span class="mark" aria-hidden="true">↻</span>` : nothing}<span
          class="sr">, ${dayText(view.day, 'full', view.locale)}${recurring ? `, ${t('repeats')}` : nothing}</span>
        ${there ? html`<span class="hint">${there}</span>` : nothing}
        ${location ? html`<bdi class="hint">${location}</bdi>` : nothing}
        ${rsvp ? html`<span class="answer">${t(rsvp)}</span>` : nothing}</span>
    </button>
  </li>`;
}
