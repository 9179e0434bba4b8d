import { type Compiled, compile, type Placed } from '../occurrences/compiled.js';
import { isChanged, isRecurring, timesOf } from '../occurrences/views.js';
import type { ListedEvent } from './repository.js';
import { instantChars, pushInstant, whole } from './text.js';

/** An event ready to be listed: its times, and the JSON that all its occurrences have in common. */
export interface Listed {
  id: string;
  compiled: Compiled;
  /** Appends the JSON of an occurrence to a list that is joined later; gives its bytes. */
  push(parts: string[], placed: Placed): number;
}

const toStart = '","start":"';
const toEnd = '","end":"';
const between = toStart.length + toEnd.length;

/**
 * The JSON of an occurrence is put together from text that was made once for each event: going through objects and a
 * serialiser took most of the time of a window.
 */
export function listedOf(event: ListedEvent): Listed | null {
  const compiled = compile(event);
  if (!compiled) return null;
  const { allDay, title, location } = event;
  const place = (text: string | null) => (text === null || text === '' ? '' : `,"location":${quote(text)}`);
  const head = whole(`{"eventId":"${event.id}","originalStart":"`);
  const common = `,"allDay":${allDay},"busy":${event.busy},"recurring":${isRecurring(event)},"timeZone":${quote(
    event.timeZone,
  )}}`;
  const tail = whole(`","title":${quote(title)}${place(location)},"moved":false,"cancelled":false${common}`);
  const headBytes = head.length;
  const plainBytes = headBytes + 3 * instantChars + between + Buffer.byteLength(tail);

  function pushSpecial(parts: string[], placed: Placed): number {
    const { override, original, start, end, from = start } = placed;
    const at = parts.length;
    parts.push(head);
    if (allDay) parts.push(original);
    else pushInstant(parts, from);
    parts.push(toStart);
    if (allDay) {
      const times = timesOf(event, placed);
      parts.push(times.start, toEnd, times.end);
    } else pushTimes(parts, start, end);
    if (!override) parts.push(tail);
    else {
      const own = override.description ? `,"description":${quote(override.description)}` : '';
      parts.push(
        `","title":${quote(override.title ?? title)}${place(override.location ?? location)}${own}`,
        `,"moved":${isChanged(override)},"cancelled":${override.cancelled}${common}`,
      );
    }
    let bytes = 0;
    for (let index = at; index < parts.length; index += 1) bytes += Buffer.byteLength(parts[index] as string);
    return bytes;
  }

  return {
    id: event.id,
    compiled,
    push(parts, placed) {
      if (allDay || placed.override) return pushSpecial(parts, placed);
      parts.push(head);
      pushInstant(parts, placed.start);
      parts.push(toStart);
      pushTimes(parts, placed.start, placed.end);
      parts.push(tail);
      return plainBytes;
    },
  };
}

function pushTimes(parts: string[], start: number, end: number): void {
  pushInstant(parts, start);
  parts.push(toEnd);
  pushInstant(parts, end);
}

const quote = (text: string) => JSON.stringify(text);
