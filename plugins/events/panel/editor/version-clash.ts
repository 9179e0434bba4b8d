import type { WidgetController } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { CalendarEvent, UpdateEvent } from '../../shared/types.js';
import { fieldMessages } from '../history/field-messages.js';
import { fieldName, valueWords, type WordsFor } from '../history/field-words.js';
import { recurrenceMessages } from '../words/recurrence-messages.js';
import type { EditorTexts } from './editor-messages.js';

/** The words for fields and their values. */
export const textsOf = (widget: WidgetController) => ({
  t: widget.texts(fieldMessages),
  rule: widget.texts(recurrenceMessages),
});

const fields = [
  'title',
  'start',
  'end',
  'allDay',
  'timeZone',
  'endTimeZone',
  'rrule',
  'rdate',
  'exdate',
  'location',
  'description',
  'attendees',
  'resources',
  'busy',
  'reminders',
] as const;

/** The event as its fields are written. */
const written = (event: CalendarEvent): Record<string, unknown> => ({
  ...event,
  attendees: event.attendees.map(({ user }) => user.id).sort(),
});

export interface VersionClash {
  /** As it was when the form was opened, as the form would have it, and as it is now. */
  before: CalendarEvent;
  mine: UpdateEvent;
  theirs: CalendarEvent;
}

/** What somebody else changed, with one's own beside it, and whose shall hold. */
export function renderVersionClash(
  { before, mine, theirs }: VersionClash,
  {
    t,
    words,
    busy,
    keep,
    take,
  }: { t: EditorTexts; words: WordsFor; busy: boolean; keep(): void; take(): void },
): TemplateResult {
  const [then, now] = [written(before), written(theirs)];
  // What would be kept: where nothing was changed here, theirs.
  const own = { ...now, ...mine };
  const differing = fields.filter((field) => JSON.stringify(then[field]) !== JSON.stringify(now[field]));
  const name = (field: string): string => fieldName(field, field, words.t);
  return html`<div class="stack"><p class="notice" role="alert">${t(differing.length ? 'changedText' : 'changedNothing')}</p>
    <table><thead><tr><th scope="col">${t('field')}</th><th scope="col">${t('yours')}</th><th scope="col">${t('theirs')}</th></tr></thead>
      <tbody>${differing.map(
        (
          field,
        ) => html`<tr><th scope="row">${name(field)}</th><td dir="auto">${valueWords(field, own[field], words)}</td>
          <td dir="auto">${valueWords(field, now[field], words)}</td></tr>`,
      )}</tbody></table>
    <div class="actions">
      <button type="button" class="button" ?disabled=${busy} @click=${take}>${t('takeTheirs')}</button>
      <button type="button" class="button primary" ?disabled=${busy} @click=${keep}>${t('keepMine')}</button>
    </div></div>`;
}
