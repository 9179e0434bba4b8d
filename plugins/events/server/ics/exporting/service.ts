import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { createBreather } from '../breather.js';
import { calendarFoot, calendarHead } from '../writing/calendar.js';
import { eventText, type WritableEvent } from '../writing/write-event.js';
import type { CalendarState, ExportRepository } from './repository.js';

/** A new value gives every file a new ETag: to be raised when the same events are written differently. */
const formatVersion = 1;
const eventsAtOnce = 200;
const firstId = '00000000-0000-0000-0000-000000000000';

export interface CalendarFile {
  name: string;
  /** Weak: says that the events are the same ones, not the bytes. */
  etag: string;
  changedAt: Date | null;
  /** Piece by piece, read from the database as it goes: a file of any length takes the memory of 200 events. */
  text(): AsyncGenerator<string>;
}

/** Rooms and single events as calendar files. */
export function createExporting(repository: ExportRepository, log: Pick<FastifyBaseLogger, 'warn'>) {
  /** One event that cannot be written must not cost a subscriber all others. */
  function written(event: WritableEvent & { id: string }, home: string): string {
    try {
      return eventText(event, home);
    } catch (error) {
      log.warn({ err: error, event: event.id }, 'an event is missing in a calendar file');
      return '';
    }
  }

  async function* pieces(roomId: string, state: CalendarState, refresh: string | undefined) {
    const { name, home } = state;
    const zones = new Map(Object.entries(state.zones));
    const breathe = createBreather();
    yield calendarHead({ name, home, zones, ...(refresh === undefined ? {} : { refresh }) });
    for (let after = firstId; ; ) {
      const events = await repository.page(roomId, after, eventsAtOnce);
      let text = '';
      for (const event of events) {
        await breathe();
        text += written(event, home);
      }
      if (text !== '') yield text;
      if (events.length < eventsAtOnce) break;
      after = (events.at(-1) as { id: string }).id;
    }
    yield calendarFoot;
  }

  return {
    /** Null: there is no such room. `refresh`: how often programs should ask again. */
    async room(roomId: string, refresh?: string): Promise<CalendarFile | null> {
      const state = await repository.state(roomId);
      if (state === null) return null;
      const { name, home, fingerprint, changedAt } = state;
      // Definitions of zones reach some years beyond the present one.
      const facts = [formatVersion, name, home, fingerprint, refresh, new Date().getUTCFullYear()];
      const digest = createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22);
      return { name, etag: `W/"${digest}"`, changedAt, text: () => pieces(roomId, state, refresh) };
    },
    /** Null: there is no such event. */
    async event(eventId: string): Promise<{ name: string; text: string } | null> {
      const event = await repository.one(eventId);
      if (event === null) return null;
      const zones = new Map<string, number>();
      const year = Number([event.start, ...event.rdate].sort()[0]?.slice(0, 4));
      if (!event.allDay)
        for (const zone of [event.timeZone, event.endTimeZone ?? event.timeZone]) zones.set(zone, year);
      const head = calendarHead({ name: event.title, home: event.timeZone, zones });
      return { name: event.title, text: head + eventText(event, event.timeZone) + calendarFoot };
    },
  };
}

export type Exporting = ReturnType<typeof createExporting>;
