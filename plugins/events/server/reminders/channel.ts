import type { LogEvent, PluginContext } from '@teambrain/core';
import { reminderSchema } from '../../shared/schemas.js';
import type { Reminder } from '../../shared/types.js';
import type { StoredEvent } from '../contract.js';
import type { EventRepository } from '../events/repository.js';
import type { Placed } from '../occurrences/compiled.js';
import type { Expanding } from '../occurrences/expand.js';
import { reminderView } from './views.js';

export interface ReminderChannelDeps {
  ctx: Pick<PluginContext, 'realtime'>;
  events: Pick<EventRepository, 'find'>;
  expanding: Pick<Expanding, 'compiledOf'>;
}

/** `event.reminder` on the channel of the room; nothing of what was deleted, cancelled or moved since. */
export function registerReminderEvent({ ctx, events, expanding }: ReminderChannelDeps): void {
  function present(event: StoredEvent, original: string): Placed | null {
    const compiled = expanding.compiledOf(event);
    const instance = compiled?.series.instanceOf(original);
    if (!compiled || !instance) return null;
    const override = compiled.overrides.get(original);
    if (override?.cancelled) return null;
    const moved = compiled.moved.find((placed) => placed.original === original);
    return moved ?? { ...instance, ...(override ? { override } : {}) };
  }

  ctx.realtime.registerEvent<Reminder>({
    type: 'event.reminder',
    summary: 'An event starts soon',
    channel: 'room',
    data: reminderSchema,
    async render(rows) {
      const found = await events.find(rows.flatMap(({ ref }) => (ref ? [ref] : [])));
      return rows.map((row) => {
        const event = found.get(row.ref ?? '')?.event;
        const { original, minutes, start } = factsOf(row);
        const placed = event && present(event, original);
        if (!event || !placed || new Date(placed.start).toISOString() !== start) return null;
        return reminderView(event, placed, minutes);
      });
    },
  });
}

const factsOf = ({ facts }: LogEvent) =>
  facts as unknown as { original: string; minutes: number; start: string };
