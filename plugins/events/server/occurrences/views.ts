import type { Occurrence, RsvpStatus } from '../../shared/types.js';
import type { ExpandedOccurrence, StoredEvent } from '../contract.js';

/** The name of an instance in answers: its original start as UTC instant, its date when all-day. */
export function originalStartOf(
  { allDay }: Pick<StoredEvent, 'allDay'>,
  { original, originalInstant }: Pick<ExpandedOccurrence, 'original' | 'originalInstant'>,
): string {
  return allDay ? original : isoOf(originalInstant);
}

export const isoOf = (instant: number): string => new Date(instant).toISOString();

export const isRecurring = ({ rrule, rdate }: Pick<StoredEvent, 'rrule' | 'rdate'>): boolean =>
  rrule !== undefined || rdate.length > 0;

export function occurrenceView(
  { event, override, ...placed }: ExpandedOccurrence,
  rsvp?: RsvpStatus,
): Occurrence {
  const location = override?.location ?? event.location;
  // Of the event itself it would be repeated with each instance.
  const description = override?.description;
  return {
    eventId: event.id,
    originalStart: originalStartOf(event, placed),
    ...timesOf(event, { ...placed, override }),
    title: override?.title ?? event.title,
    ...(location ? { location } : {}),
    ...(description ? { description } : {}),
    moved: override !== undefined && isChanged(override),
    cancelled: override?.cancelled ?? false,
    allDay: event.allDay,
    busy: event.busy,
    recurring: isRecurring(event),
    timeZone: event.timeZone,
    ...(rsvp === undefined ? {} : { rsvp }),
  };
}

/** Its times, title, place or text differ from the series'. */
export function isChanged(override: NonNullable<ExpandedOccurrence['override']>): boolean {
  const { original: _, cancelled: __, ...fields } = override;
  return Object.values(fields).some((value) => value !== undefined);
}

/** Start and end: UTC instants, of an all-day event the dates. */
export function timesOf(
  event: Pick<StoredEvent, 'allDay' | 'start' | 'end'>,
  {
    original,
    start,
    end,
    override,
  }: Pick<ExpandedOccurrence, 'original' | 'start' | 'end'> & {
    override?: ExpandedOccurrence['override'];
  },
): { start: string; end: string } {
  if (!event.allDay) return { start: isoOf(start), end: isoOf(end) };
  if (override?.start !== undefined && override.end !== undefined)
    return { start: override.start, end: override.end };
  return { start: original, end: dateAfter(original, event.start, event.end) };
}

/** The date that lies behind another as far as the end of the event behind its start. */
export function dateAfter(date: string, start: string, end: string): string {
  const dayMs = 86_400_000;
  const days = Math.round((Date.parse(end) - Date.parse(start)) / dayMs);
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}
