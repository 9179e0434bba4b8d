import type { Access, Actor, PluginContext } from '@teambrain/core';
import type { EventNotice } from '../../shared/types.js';
import type { ChangeListener, EventChange, Noticed, StoredEvent } from '../contract.js';
import { compile } from '../occurrences/compiled.js';
import { originalStartOf } from '../occurrences/views.js';
import { type Reason, reasonsOf } from './reasons.js';

export interface TellingDeps {
  ctx: Pick<PluginContext, 'db' | 'log' | 'realtime' | 'events' | 'users'> & {
    access: Pick<Access, 'grants'>;
  };
}

/** What one transaction has to say, in one room. */
interface Pending {
  actor: Actor;
  changes: EventChange[];
  given: { event: StoredEvent; userId: string }[];
}

interface Told extends Omit<Noticed, 'userIds' | 'actorId'> {
  title: string;
}

const pendingKey = Symbol('notices of this transaction');

/**
 * Tells people on their own channels what others did with their events. A transaction is told of as a whole, when all of
 * it is known: each person gets one notice of a kind, which says how many more events it stands for, so that a batch or
 * an import with hundreds of attendees writes as many rows as there are people.
 *
 * It is told after COMMIT, in a transaction of its own, each room's changes in their order. Inside of the change, which
 * holds the heads of room and workspace, the heads of people would be locked the other way round than by whoever takes a
 * member out of the workspace: both waited for each other until one was refused. What a process that dies in this moment
 * had to tell is not told.
 */
export function createTelling({ ctx }: TellingDeps) {
  const { db, realtime, access, events, users } = ctx;
  const queues = new Map<string, Promise<void>>();

  function pendingIn(roomId: string, actor: Actor): Pending {
    const rooms = db.transactionLocal(pendingKey, () => {
      const made = new Map<string, Pending>();
      db.afterCommit(() => {
        for (const [id, pending] of made) tellInTurn(id, pending);
      });
      return made;
    });
    let pending = rooms.get(roomId);
    if (!pending) {
      pending = { actor, changes: [], given: [] };
      rooms.set(roomId, pending);
    }
    return pending;
  }

  function tellInTurn(roomId: string, pending: Pending): void {
    const told = (queues.get(roomId) ?? Promise.resolve())
      .then(() => tell(roomId, pending))
      .catch((err: unknown) => ctx.log.warn({ err, roomId }, 'people could not be told of a change'))
      .finally(() => {
        if (queues.get(roomId) === told) queues.delete(roomId);
      });
    queues.set(roomId, told);
  }

  async function tell(roomId: string, { actor, changes, given }: Pending): Promise<void> {
    const notices = noticesOf(roomId, changes);
    for (const { event, userId } of given)
      if (userId !== actor.id) add(notices, userId, toldOf(roomId, event, { reason: 'permission' }));
    if (notices.size === 0) return;
    const [held, person] = await Promise.all([
      access.grants('room', roomId, [...notices.keys()]),
      users.find(actor.id),
    ]);
    if (!held || !person) return;
    const noticed = new Map<string, Noticed & { userIds: string[] }>();
    await db.transaction(async () => {
      noticed.clear();
      for (const [userId, byReason] of notices) {
        if ((held.grants.get(userId)?.role ?? null) === null) continue;
        for (const { title, ...told } of byReason.values()) {
          const { eventId, ...facts } = told;
          const data: EventNotice = { ...told, title, actor: person };
          realtime
            .channel('user', userId)
            .append({ type: 'event.notice', actor: actor.id, ref: eventId, facts, data });
          const key = JSON.stringify(told);
          const known = noticed.get(key);
          if (known) known.userIds.push(userId);
          else noticed.set(key, { ...told, actorId: actor.id, userIds: [userId] });
        }
      }
    });
    for (const each of noticed.values()) events.emit('event.noticed', each);
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
    /** Resolves when everything was told. */
    async settled(): Promise<void> {
      await Promise.all(queues.values());
    },
  };
}

/** By person and reason. */
type Notices = Map<string, Map<string, Told>>;

function noticesOf(roomId: string, changes: readonly EventChange[]): Notices {
  const notices: Notices = new Map();
  for (const change of changes) {
    const origin = changes.find(({ before }) => before !== null && before.id === change.cutFrom)?.before;
    const reasons = reasonsOf(change, origin);
    const event = change.after ?? change.before;
    if (!event) continue;
    const known = new Map<Reason, Told>();
    for (const [userId, reason] of reasons) {
      const told = known.get(reason) ?? toldOf(roomId, event, reason);
      known.set(reason, told);
      add(notices, userId, told);
    }
  }
  return notices;
}

function add(notices: Notices, userId: string, told: Told): void {
  let own = notices.get(userId);
  if (!own) {
    own = new Map();
    notices.set(userId, own);
  }
  const first = own.get(told.reason);
  own.set(told.reason, first ? { ...first, more: (first.more ?? 0) + 1 } : told);
}

function toldOf(roomId: string, event: StoredEvent, { reason, original }: Reason): Told {
  const told: Told = { eventId: event.id, roomId, reason, title: event.title };
  if (original === undefined) return told;
  const instance = compile(event)?.series.instanceOf(original);
  if (!instance) return told;
  const originalStart = originalStartOf(event, { original, originalInstant: instance.start });
  const title = event.overrides.find((each) => each.original === original)?.title ?? event.title;
  return { ...told, originalStart, title };
}
