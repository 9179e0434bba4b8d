import { type Compiled, compile, type Placed } from '../occurrences/compiled.js';
import { isChanged, isRecurring, originalStartOf, timesOf } from '../occurrences/views.js';
import type { ListedEvent } from './repository.js';
import { instantHole, writeInstant } from './text.js';

/** An event ready to be listed: its times, and the JSON that all its occurrences have in common. */
export interface Listed {
  id: string;
  compiled: Compiled;
  /** Bytes of {@link write}. */
  size(placed: Placed): number;
  /** Writes the JSON of an occurrence. */
  write(bytes: Buffer, at: number, placed: Placed): void;
}

/**
 * The JSON of an event's occurrences differs in three instants, or in nothing but the three where one was changed: it is
 * made once for each event and copied. Going through objects and a serialiser took most of the time of a window.
 */
export function listedOf(event: ListedEvent): Listed | null {
  const compiled = compile(event);
  if (!compiled) return null;
  const head = `{"eventId":"${event.id}","originalStart":"`;
  const toStart = '","start":"';
  const toEnd = '","end":"';
  const usual = Buffer.from(
    [head, instantHole, toStart, instantHole, toEnd, instantHole, '"', rest(event, {})].join(''),
  );
  const nameAt = head.length;
  const startAt = nameAt + instantHole.length + toStart.length;
  const endAt = startAt + instantHole.length + toEnd.length;

  let special: { placed: Placed; bytes: Buffer } | undefined;
  /** All-day occurrences and changed ones; asked for its size, then written. */
  function specialOf(placed: Placed): Buffer {
    if (special?.placed === placed) return special.bytes;
    const name = originalStartOf(event, {
      original: placed.original,
      originalInstant: placed.from ?? placed.start,
    });
    const { start, end } = timesOf(event, placed);
    const text = [head, name, toStart, start, toEnd, end, '"', rest(event, placed)].join('');
    special = { placed, bytes: Buffer.from(text) };
    return special.bytes;
  }
  const isUsual = (placed: Placed) => !event.allDay && !placed.override;

  return {
    id: event.id,
    compiled,
    size: (placed) => (isUsual(placed) ? usual : specialOf(placed)).length,
    write(bytes, at, placed) {
      if (!isUsual(placed)) {
        bytes.set(specialOf(placed), at);
        return;
      }
      bytes.set(usual, at);
      writeInstant(bytes, at + nameAt, placed.start);
      writeInstant(bytes, at + startAt, placed.start);
      writeInstant(bytes, at + endAt, placed.end);
    },
  };
}

/** Everything after the times. */
function rest(event: ListedEvent, { override }: Pick<Placed, 'override'>): string {
  const location = override?.location ?? event.location;
  const text = {
    title: override?.title ?? event.title,
    ...(location ? { location } : {}),
    // Of the event itself it would be repeated with each occurrence.
    ...(override?.description ? { description: override.description } : {}),
    moved: override !== undefined && isChanged(override),
    cancelled: override?.cancelled ?? false,
    allDay: event.allDay,
    busy: event.busy,
    recurring: isRecurring(event),
    timeZone: event.timeZone,
  };
  return `,${JSON.stringify(text).slice(1)}`;
}
