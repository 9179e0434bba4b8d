import { type Access, type Actor, newId, type PluginContext } from '@teambrain/core';
import type { EventNotice } from '../../shared/types.js';
import type { ChangeListener, Noticed, StoredEvent } from '../contract.js';
import { type Done, noticesOf } from './gathering.js';
import type { Left, Untold, UntoldRepository } from './repository.js';

export interface TellingDeps {
  ctx: Pick<PluginContext, 'db' | 'log' | 'realtime' | 'events' | 'users'> & {
    access: Pick<Access, 'grants'>;
  };
  repository: UntoldRepository;
}

interface Pending extends Done {
  actor: Actor;
}

const pendingKey = Symbol('notices of this transaction');
/** Whoever made a change tells of it at once; what waits longer has lost its process, or the database was gone. */
const leftAfterSeconds = 30;
const perLook = 100;

/**
 * Tells people on their own channels what others did with their events. A transaction is told of as a whole, when all of
 * it is known: each person gets one notice of a kind, which says how many more events it stands for, so that a batch or
 * an import with hundreds of attendees writes as many rows as there are people.
 *
 * What is to be told is written with the change and told after COMMIT, in a transaction of its own that takes it away
 * again, each room's changes in their order. Inside of the change, which holds the heads of room and workspace, the heads
 * of people would be locked the other way round than by whoever takes a member out of the workspace: both waited for each
 * other until one was refused.
 */
export function createTelling({ ctx, repository }: TellingDeps) {
  const { db, realtime, access, events, users } = ctx;
  const queues = new Map<string, Promise<void>>();

  function pendingIn(roomId: string, actor: Actor): Pending {
    const rooms = db.transactionLocal(pendingKey, () => new Map<string, Pending>());
    db.beforeCommit(pendingKey, () => keep(rooms));
    let pending = rooms.get(roomId);
    if (!pending) {
      pending = { actor, changes: [], given: [] };
      rooms.set(roomId, pending);
    }
    return pending;
  }

  async function keep(rooms: ReadonlyMap<string, Pending>): Promise<void> {
    for (const [roomId, { actor, ...done }] of rooms) {
      const notices = noticesOf(actor.id, done);
      if (notices.length === 0) continue;
      const untold = { id: newId(), roomId, actorId: actor.id, notices };
      await repository.keep(untold);
      db.afterCommit(() => tellInTurn(untold));
    }
  }

  function tellInTurn(untold: Untold): Promise<void> {
    const { roomId } = untold;
    const told = (queues.get(roomId) ?? Promise.resolve())
      .then(() => tell(untold))
      .catch((err: unknown) => ctx.log.warn({ err, roomId }, 'people will be told of a change later'))
      .finally(() => {
        if (queues.get(roomId) === told) queues.delete(roomId);
      });
    queues.set(roomId, told);
    return told;
  }

  async function tell({ id, roomId, actorId, notices }: Untold): Promise<void> {
    const people = [...new Set(notices.flatMap(({ userIds }) => userIds))];
    const [held, actor] = await Promise.all([access.grants('room', roomId, people), users.find(actorId)]);
    const reads = (userId: string) => (held?.grants.get(userId)?.role ?? null) !== null;
    const heard: Noticed[] = [];
    await db.transaction(async () => {
      heard.length = 0;
      if (!(await repository.take(id)) || !actor) return;
      for (const { userIds, title, ...told } of notices) {
        const readers = userIds.filter(reads);
        const { eventId, ...facts } = { ...told, roomId };
        const data: EventNotice = { ...told, roomId, title, actor };
        for (const userId of readers)
          realtime
            .channel('user', userId)
            .append({ type: 'event.notice', actor: actorId, ref: eventId, facts, data });
        if (readers.length > 0) heard.push({ ...told, roomId, actorId, userIds: readers });
      }
    });
    for (const noticed of heard) events.emit('event.noticed', noticed);
  }

  const listener: ChangeListener = async (change) => {
    const event = change.after ?? change.before;
    if (event) pendingIn(event.roomId, change.actor).changes.push(change);
  };

  return {
    listener,
    /** Somebody has another role in an event, or none any more. Inside the transaction. */
    async given(actor: Actor, event: StoredEvent, userId: string): Promise<void> {
      pendingIn(event.roomId, actor).given.push({ event, userId });
    },
    /** Tells what a process that is gone could not, and what failed. One after the other: there is little of it. */
    async tellLeft(signal: AbortSignal): Promise<void> {
      let after: Left | null = null;
      do {
        const left: Left[] = await repository.left(leftAfterSeconds, after, perLook);
        for (const untold of left) {
          if (signal.aborted) return;
          await tellInTurn(untold);
        }
        after = left.length < perLook ? null : (left.at(-1) ?? null);
      } while (after !== null);
    },
    /** Resolves when everything was told. */
    async settled(): Promise<void> {
      await Promise.all(queues.values());
    },
  };
}
