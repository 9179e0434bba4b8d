import type { PluginContext } from '@teambrain/core';
import type { EventsConfig } from '../config.js';
import { bookingBounds } from './reach.js';
import type { BookedLink, BookingRepository, OtherEvent } from './repository.js';
import { type Taking, timelineOf } from './timeline.js';

const day = 86_400_000;
const perStep = 200;

/**
 * Moves the horizon of bookings on, once a day over all instances. Each event is a transaction of its own and one whose
 * rows somebody wrote meanwhile is left alone, so a run may stop anywhere and be repeated.
 *
 * What clashes only now was out of the search's sight when it was booked, or the rules of a zone changed: it is kept, and
 * said in the log.
 */
export function createAdvance(
  ctx: Pick<PluginContext<EventsConfig>, 'config' | 'db' | 'log'>,
  repository: BookingRepository,
) {
  const { config, db, log } = ctx;

  async function advance(event: OtherEvent & BookedLink, horizon: number): Promise<void> {
    await db.transaction(async () => {
      const now = await repository.lockBehind(event.id, event.bookedUntil);
      if (!now) return;
      await repository.lockResources(now.resourceIds);
      const { takings, until } = rowsFrom(now, event, horizon);
      for (const clash of await repository.extend(event.id, now.resourceIds, takings, until))
        log.warn(
          { ...clash, start: new Date(clash.start).toISOString() },
          'two events of the future book one resource at the same time',
        );
    });
  }

  return async function advanceAll(_: object, signal: AbortSignal): Promise<void> {
    // Where the server ended between the deletion of a room and its end here.
    await repository.clearDeleted(null);
    const horizon = Date.now() + config.bookingHorizonDays * day;
    let after: string | null = null;
    do {
      // A day less, so that a run that comes a little early finds nothing to do for those it did the day before.
      const events: (OtherEvent & BookedLink)[] = await repository.behind(horizon - day, after, perStep);
      for (const event of events) {
        if (signal.aborted) return;
        await advance(event, horizon);
      }
      after = events.length < perStep ? null : (events.at(-1)?.id ?? null);
    } while (after !== null);
  };
}

/** Occurrences that are to become rows, and from where on there are none then. */
function rowsFrom(
  event: OtherEvent,
  { bookedUntil, rowsAhead }: BookedLink,
  horizon: number,
): { takings: Taking[]; until: number } {
  const timeline = timelineOf(event);
  if (timeline.last <= bookedUntil) return { takings: [], until: Number.POSITIVE_INFINITY };
  const takings: Taking[] = [];
  for (const taking of timeline.walk(bookedUntil, horizon)) {
    if (taking.start < bookedUntil) continue;
    // Rows of a dense series end before the horizon: it gets as many new ones as have passed.
    if (takings.length + rowsAhead >= bookingBounds.rows) return { takings, until: taking.start };
    takings.push(taking);
  }
  return { takings, until: timeline.last <= horizon ? Number.POSITIVE_INFINITY : horizon };
}
