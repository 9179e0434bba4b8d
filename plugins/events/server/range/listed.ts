import { type Compiled, compile, type Placed } from '../occurrences/compiled.js';
import { isMoved } from '../occurrences/spans.js';
import { isChanged, isRecurring, timesOf } from '../occurrences/views.js';
import { formatWall } from '../recurrence/wall.js';
import type { ListedEvent } from './repository.js';

/** An event ready to be listed: its times, and the JSON that all its occurrences have in common. */
export interface Listed {
  id: string;
  compiled: Compiled;
  /** Makes the JSON of an occurrence, without the asker's answer and the brace that ends it. */
  json(placed: Placed): string;
}

/**
 * The JSON of an occurrence is put together from text that was made once for each event: going through objects and a
 * serialiser took most of the time of a window.
 */
export function listedOf(event: ListedEvent): Listed | null {
  const compiled = compile(event);
  if (!compiled) return null;
  const { allDay, title, location } = event;
  const place = (text: string | null) => (text === null || text === '' ? '' : `,"location":${quote(text)}`);
  const own = `,"title":${quote(title)}${place(location)}`;
  const head = `{"eventId":"${event.id}","originalStart":"`;
  const tail =
    `,"allDay":${allDay},"busy":${event.busy},"recurring":${isRecurring(event)}` +
    `,"timeZone":${quote(event.timeZone)}`;

  function json(placed: Placed): string {
    const { override } = placed;
    const times =
      allDay || (override && isMoved(override))
        ? timesOf(event, placed)
        : { start: instantText(placed.start), end: instantText(placed.end) };
    const name = allDay ? placed.original : instantText(placed.originalInstant);
    const begin = `${head}${name}","start":"${times.start}","end":"${times.end}"`;
    if (!override) return `${begin}${own},"moved":false,"cancelled":false${tail}`;
    const text = `,"title":${quote(override.title ?? title)}${place(override.location ?? location)}${
      override.description ? `,"description":${quote(override.description)}` : ''
    }`;
    return `${begin}${text},"moved":${isChanged(override)},"cancelled":${override.cancelled}${tail}`;
  }

  return { id: event.id, compiled, json };
}

const quote = (text: string) => JSON.stringify(text);

/** As `Date.prototype.toISOString`, in a fifth of its time. Instants of events are whole seconds. */
const instantText = (instant: number): string => `${formatWall(instant / 1000, false)}.000Z`;
