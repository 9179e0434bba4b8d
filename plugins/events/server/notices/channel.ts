import type { Access, LogEvent, PluginContext } from '@teambrain/core';
import { noticeSchema } from '../../shared/schemas.js';
import type { EventNotice } from '../../shared/types.js';
import type { EventRepository } from '../events/repository.js';

export interface NoticeChannelDeps {
  ctx: Pick<PluginContext, 'realtime' | 'users'> & { access: Pick<Access, 'grants'> };
  events: Pick<EventRepository, 'find'>;
}

type Facts = Pick<EventNotice, 'roomId' | 'reason' | 'originalStart' | 'more'>;

/** `event.notice` on the channel of a person, for as long as that person reads the room. */
export function registerNoticeEvent({ ctx, events }: NoticeChannelDeps): void {
  /** Pairs of room and user that hold. */
  async function readers(rows: readonly LogEvent[]): Promise<Set<string>> {
    const byRoom = new Map<string, Set<string>>();
    for (const row of rows) {
      const { roomId } = factsOf(row);
      byRoom.set(roomId, (byRoom.get(roomId) ?? new Set()).add(userOf(row)));
    }
    const held = await Promise.all(
      [...byRoom].map(async ([roomId, userIds]) => {
        const found = (await ctx.access.grants('room', roomId, [...userIds]))?.grants;
        return [...userIds].flatMap((id) => (found?.get(id)?.role ? [`${roomId} ${id}`] : []));
      }),
    );
    return new Set(held.flat());
  }

  ctx.realtime.registerEvent<EventNotice>({
    type: 'event.notice',
    summary: 'Somebody did something with an event that one attends or may change',
    channel: 'user',
    data: noticeSchema,
    place: ({ roomId }) => ({ scope: 'room', id: roomId }),
    async render(rows) {
      const [allowed, found, people] = await Promise.all([
        readers(rows),
        events.find(rows.flatMap(({ ref }) => ref ?? [])),
        ctx.users.byIds(rows.flatMap(({ actor }) => actor ?? [])),
      ]);
      return rows.map((row) => {
        const { ref, actor } = row;
        const facts = factsOf(row);
        const person = people.get(actor ?? '');
        if (!ref || !person || !allowed.has(`${facts.roomId} ${userOf(row)}`)) return null;
        const event = found.get(ref)?.event;
        const isOver = facts.originalStart === undefined && endings.has(facts.reason);
        return event || isOver ? { ...facts, eventId: ref, title: event?.title ?? '', actor: person } : null;
      });
    },
  });
}

/** Reasons that say something of an event that is gone, too. */
const endings: ReadonlySet<string> = new Set(['cancelled', 'uninvited']);

const userOf = ({ channel }: LogEvent) => channel.slice(channel.indexOf(':') + 1);
const factsOf = ({ facts }: LogEvent) => facts as unknown as Facts;
