import type { StoredEvent } from '../contract.js';
import { addDays } from '../recurrence/wall.js';
import { toInstant, toLocal } from '../recurrence/zone/zones.js';
import { firstEndingAfter, firstOverlap, type Span } from './spans.js';
import { type Taking, timelineOf } from './timeline.js';

const minute = 60_000;
const day = 86_400_000;

export const slotBounds = {
  slots: 3,
  /** How far after the asked start one may begin. */
  days: 60,
  /** Every zone in use today is whole quarters of an hour from UTC, so this grid is also that of local clocks. */
  stepMs: 15 * minute,
  /** Occurrences of a series that are looked at for each time of day. */
  occurrences: 1_000,
  /** Times of day of a series that are expanded in full to be sure. */
  verified: 12,
} as const;

export interface SlotQuestion {
  event: StoredEvent;
  /** Occurrences up to the horizon, in order of start. */
  takings: readonly Taking[];
  /** When any of what the event needs is taken, merged, up to the horizon. */
  taken: readonly Span[];
  /** No slot starts earlier. */
  from: number;
}

/**
 * The first free times for an event: each is a start and an end that the same request would be taken with, and none
 * overlaps the one before it.
 *
 * An event that takes place once is tried at its own start, then on the quarters of an hour and right after what is taken;
 * all-day on each day. A series keeps its rule: it is tried from each of its days on, at every quarter of an hour of the
 * day, and a time counts when every occurrence up to the horizon is free.
 */
export function freeSlots(question: SlotQuestion): Span[] {
  const { event } = question;
  if (event.rrule === undefined && event.rdate.length === 0)
    return event.allDay ? wholeDays(question) : singleTimes(question);
  return seriesTimes(question);
}

const ceil = (instant: number) => Math.ceil(instant / slotBounds.stepMs) * slotBounds.stepMs;

function singleTimes({ event, takings, taken, from }: SlotQuestion): Span[] {
  const length = lengthOf(event, takings);
  const slots: Span[] = [];
  const latest = from + slotBounds.days * day;
  for (let start = from; start <= latest && slots.length < slotBounds.slots; ) {
    const span = { start, end: start + length };
    const obstacle = firstOverlap(taken, span);
    if (obstacle) start = obstacle.end;
    else {
      slots.push(span);
      start = ceil(start + Math.max(length, slotBounds.stepMs));
    }
  }
  return slots;
}

function wholeDays({ event, taken, from }: SlotQuestion): Span[] {
  const { start, end, timeZone } = event;
  const days = daysBetween(start, end);
  const slots: Span[] = [];
  let date = toLocal(from, timeZone).slice(0, 10);
  if (toInstant(date, timeZone) < from) date = addDays(date, 1);
  for (let tried = 0; tried <= slotBounds.days && slots.length < slotBounds.slots; ) {
    const span = { start: toInstant(date, timeZone), end: toInstant(addDays(date, days), timeZone) };
    const isFree = !firstOverlap(taken, span);
    if (isFree) slots.push(span);
    const step = isFree ? days : 1;
    date = addDays(date, step);
    tried += step;
  }
  return slots;
}

/** For each time of day the earliest occurrence from which on all are free, by moving what the series has now. */
function seriesTimes(question: SlotQuestion): Span[] {
  const { event, taken, from } = question;
  const takings = question.takings.slice(0, slotBounds.occurrences);
  const [first] = takings;
  if (!first) return [];
  const candidates: Taking[] = [];
  for (const shift of event.allDay ? [0] : shiftsOf(event)) {
    let at = takings.length;
    while (at > 0 && isFreeAt(taken, takings[at - 1] as Taking, shift)) at -= 1;
    for (let start = at; start < takings.length; start += 1) {
      const taking = takings[start] as Taking;
      if (taking.start + shift < from) continue;
      if (taking.start + shift <= from + slotBounds.days * day)
        candidates.push({ ...taking, start: taking.start + shift, end: taking.end + shift });
      break;
    }
  }
  candidates.sort((a, b) => a.start - b.start);
  const slots: Span[] = [];
  let verified = 0;
  for (const { start, end } of candidates) {
    const last = slots.at(-1);
    if (last && start < last.end) continue;
    if (slots.length === slotBounds.slots || verified === slotBounds.verified) break;
    verified += 1;
    if (fits(question, { start, end })) slots.push({ start, end });
  }
  return slots;
}

const isFreeAt = (taken: readonly Span[], { start, end }: Span, shift: number) =>
  !firstOverlap(taken, { start: start + shift, end: end + shift });

/** From the asked time of day to every quarter of an hour of the same day; none of the others on the day's far side. */
function shiftsOf({ start }: StoredEvent): number[] {
  const asked = (Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16))) * minute;
  const shifts = [0];
  for (let time = 0; time < day; time += slotBounds.stepMs) if (time !== asked) shifts.push(time - asked);
  return shifts;
}

/** The series as it would be with these times, expanded in full. */
function fits({ event, takings, taken }: SlotQuestion, slot: Span): boolean {
  const { timeZone, endTimeZone = timeZone, allDay } = event;
  const local = (instant: number, zone: string) => toLocal(instant, zone).slice(0, allDay ? 10 : 19);
  const timeline = timelineOf({
    ...event,
    start: local(slot.start, timeZone),
    end: local(slot.end, endTimeZone),
    overrides: [],
  });
  if (timeline.first !== slot.start) return false;
  const horizon = takings.at(-1)?.end ?? slot.end;
  for (const taking of timeline.walk(slot.start, Math.max(horizon, slot.end))) {
    const at = firstEndingAfter(taken, taking.start);
    const next = taken[at];
    if (next && next.start < taking.end) return false;
  }
  return true;
}

function lengthOf(event: StoredEvent, [first]: readonly Taking[]): number {
  if (first) return first.end - first.start;
  const { start, end, timeZone, endTimeZone = timeZone } = event;
  return toInstant(end, endTimeZone) - toInstant(start, timeZone);
}

function daysBetween(start: string, end: string): number {
  return Math.max(1, Math.round((Date.parse(end) - Date.parse(start)) / day));
}
