import type { PluginContext } from '@teambrain/core';
import type { EventsConfig } from '../config.js';
import type { StoredEvent } from '../contract.js';
import type { EventRepository } from '../events/repository.js';
import type { Expanding } from '../occurrences/expand.js';
import { type DueReminder, dueWithin, nextDue } from './due.js';
import type { DueEvent, NextReminder, ReminderRepository, SentReminder } from './repository.js';
import { reminderView } from './views.js';

export interface SendingDeps {
  ctx: Pick<PluginContext<EventsConfig>, 'config' | 'db' | 'log' | 'realtime' | 'isOnIn'>;
  repository: ReminderRepository;
  events: Pick<EventRepository, 'find' | 'room'>;
  expanding: Pick<Expanding, 'compiledOf'>;
}

interface Reminding extends SentReminder, DueReminder {
  event: StoredEvent;
}

/** Events looked up at once, and events of one transaction: a room is locked for a few hundredths of a second. */
const perLook = 1000;
const perTransaction = 200;
const minute = 60_000;

/**
 * Sends every reminder that is due. Each room is a transaction under its lock: what another instance sent meanwhile is no
 * longer due there, and the row of a sent reminder is written with it.
 */
export function createSending({ ctx, repository, events, expanding }: SendingDeps) {
  const { config, db, log, realtime } = ctx;

  async function sendIn(roomId: string, eventIds: readonly string[]): Promise<void> {
    await db.transaction(async () => {
      const channel = realtime.channel('room', roomId);
      if ((await channel.lock()) === null) return;
      const now = Date.now();
      const due = await repository.stillDue(eventIds, now);
      if (due.size === 0) return;
      const room = await events.room(roomId, 0);
      if (room === null) return repository.clearRoom(roomId);
      const records = await events.find([...due.keys()]);
      const next: NextReminder[] = [];
      const reminding: Reminding[] = [];
      for (const [eventId, from] of due) {
        const event = records.get(eventId)?.event;
        const compiled = event && expanding.compiledOf(event);
        if (event && compiled) {
          const earliest = now - config.lateReminderMinutes * minute;
          for (const each of dueWithin(compiled, event.reminders, { from, to: now, earliest }))
            reminding.push({ ...each, event, ...namesOf(eventId, each) });
        }
        next.push({ eventId, dueAt: compiled ? nextDue(compiled, event.reminders, now) : null });
      }
      await repository.setNext(next);
      if (!ctx.isOnIn(room.workspaceId)) return;
      for (const { event, placed, minutes, original, start } of await repository.record(reminding))
        channel.append({
          type: 'event.reminder',
          ref: event.id,
          facts: { original, minutes, start: new Date(start).toISOString() },
          data: reminderView(event, placed, minutes),
        });
    });
  }

  async function sendThese(found: readonly DueEvent[]): Promise<void> {
    const byRoom = new Map<string, string[]>();
    for (const { roomId, eventId } of found) {
      const ids = byRoom.get(roomId);
      if (ids) ids.push(eventId);
      else byRoom.set(roomId, [eventId]);
    }
    for (const [roomId, eventIds] of byRoom)
      for (let from = 0; from < eventIds.length; from += perTransaction) {
        const ids = eventIds.slice(from, from + perTransaction);
        // One room's trouble is not the others': it is tried again with the next look.
        await sendIn(roomId, ids).catch((err: unknown) =>
          log.error({ err, roomId }, 'reminders could not be sent'),
        );
      }
  }

  return async function sendDue(): Promise<void> {
    const now = Date.now();
    let after: DueEvent | null = null;
    do {
      const found: DueEvent[] = await repository.due(now, after, perLook);
      await sendThese(found);
      after = found.length < perLook ? null : (found.at(-1) ?? null);
    } while (after !== null);
  };
}

const namesOf = (eventId: string, { placed, minutes }: DueReminder): SentReminder => ({
  eventId,
  original: placed.original,
  minutes,
  start: placed.start,
});
