import type { Access, History, PluginContext } from '@teambrain/core';
import type { Conflict, ConflictPolicy } from '../../shared/types.js';
import type { Bookings, ChangeListener, StoredEvent } from '../contract.js';
import { spanOf } from '../occurrences/spans.js';
import { eventProblem } from '../problems.js';
import type { AnswerKeys } from './answer-keys.js';
import type { ChangeSet, Entry } from './change-set.js';
import { differs, timing } from './comparing.js';
import type { EventRepository, EventWrite, Stamp } from './repository.js';
import { type EventSnapshot, snapshotOf } from './snapshot.js';
import { checkTimes } from './times.js';

export interface FlushDeps {
  ctx: Pick<PluginContext, 'realtime'> & { access: Pick<Access, 'grants'> };
  repository: EventRepository;
  answerKeys: AnswerKeys;
  bookings: Bookings;
  history: History<EventSnapshot>;
  listeners: readonly ChangeListener[];
}

/** A refusal that came while a whole batch was written, with the operation that it is about. */
export class FlushError extends Error {
  override readonly name = 'FlushError';
  readonly operation: number;

  constructor(operation: number, cause: unknown) {
    super('an operation was refused', { cause });
    this.operation = operation;
  }
}

/** Writes what a change set worked out: rows, bookings, history, log. Gives the clashes of each event. */
export function createFlush(deps: FlushDeps) {
  const { ctx, repository, answerKeys, bookings, history, listeners } = deps;

  return async function flush(set: ChangeSet): Promise<ReadonlyMap<string, Conflict[]>> {
    const entries = [...set.entries.values()].filter(({ before, now }) => before !== null || now !== null);
    const made = entries.filter(({ before }) => before === null);
    const changed = entries.filter(({ before, now }) => before !== null && now !== null);
    const gone = entries.filter(({ now }) => now === null);
    await checkAttendees(ctx.access, set, [...made, ...changed]);

    if (gone.length > 0) {
      const ids = gone.map(({ id }) => id);
      await bookings.release(ids);
      await repository.remove(ids);
      await history.forget(ids);
    }
    if (changed.length > 0) stamp(changed, await repository.update(changed.map(writeOf)));
    if (made.length > 0) stamp(made, await repository.insert(made.map(writeOf)));
    // What goes over to another event first: the series that it leaves does not know it any more.
    for (const entry of made) if (entry.cut) await answerKeys.carryOver(entry.cut, entry.id);
    for (const entry of changed) await answerKeys.follow(entry);

    const conflicts = await book(set, [...changed, ...made]);
    for (const entry of entries) note(set, entry);
    await history.recordAll(
      [...changed, ...made].flatMap(({ id, before, steps }) =>
        steps.map(({ event, restoredFrom }, index) => ({
          id,
          version: event.version,
          channel: `room:${event.roomId}`,
          actorId: set.request.actor.id,
          cause:
            restoredFrom !== undefined
              ? ('restored' as const)
              : before === null && index === 0
                ? ('created' as const)
                : ('updated' as const),
          ...(restoredFrom === undefined ? {} : { restoredFrom }),
          snapshot: snapshotOf(event),
        })),
      ),
    );
    for (const entry of entries) await tell(set, entry);
    return conflicts;
  };

  async function book(set: ChangeSet, entries: readonly Entry[]): Promise<ReadonlyMap<string, Conflict[]>> {
    const { actor } = set.request;
    const concerned = entries.filter(concernsBookings);
    const conflicts = new Map<string, Conflict[]>();
    if (concerned.length === 0) return conflicts;
    const resourceIds = new Set(
      concerned.flatMap(({ before, now }) => [
        ...(before?.event.resources ?? []),
        ...(now?.event.resources ?? []),
      ]),
    );
    const attendeeIds = new Set(
      concerned.flatMap((entry) => (policyOf(entry) === 'reject' ? (entry.now?.event.attendees ?? []) : [])),
    );
    await bookings.lock([...resourceIds].sort(), [...attendeeIds].sort());
    // Two that change places must not find each other in the place that both leave.
    const leaving = concerned.filter(({ before }) => before && before.event.resources.length > 0);
    if (concerned.length > 1 && leaving.length > 0) await bookings.release(leaving.map(({ id }) => id));
    for (const entry of concerned) {
      const { event } = entry.now as { event: StoredEvent };
      try {
        const borne = entry.policy === undefined ? entry.before?.event : null;
        conflicts.set(entry.id, await bookings.apply(actor, event, policyOf(entry), borne));
      } catch (error) {
        throw new FlushError(entry.operation, error);
      }
    }
    return conflicts;
  }

  async function tell(set: ChangeSet, { before, now, steps, cut }: Entry): Promise<void> {
    if (listeners.length === 0) return;
    const last = steps.at(-1);
    const original = steps.length === 1 ? last?.original : undefined;
    const change = {
      actor: set.request.actor,
      reason: reasonOf(before !== null, now !== null, last?.restoredFrom !== undefined),
      before: before?.event ?? null,
      after: now?.event ?? null,
      ...(original === undefined ? {} : { original }),
      ...(cut ? { cutFrom: cut.fromId } : {}),
      roles: (now ?? before)?.roles ?? {},
    };
    for (const listener of listeners) await listener(change);
  }

  function note(set: ChangeSet, { id, before, now, steps }: Entry): void {
    const { actor, roomId, clientId } = set.request;
    const channel = ctx.realtime.channel('room', roomId);
    const about = { actor: actor.id, ref: id, ...(clientId === undefined ? {} : { clientId }) };
    for (const [index, { event }] of steps.entries())
      channel.append({
        ...about,
        type: before === null && index === 0 ? 'event.created' : 'event.updated',
        version: event.version,
      });
    if (now === null) channel.append({ ...about, type: 'event.deleted' });
  }
}

export type Flush = ReturnType<typeof createFlush>;

function reasonOf(was: boolean, is: boolean, isRestored: boolean) {
  if (!was) return 'created' as const;
  if (!is) return 'deleted' as const;
  return isRestored ? ('restored' as const) : ('updated' as const);
}

function writeOf({ now, checked }: Entry): EventWrite {
  const { event } = now as { event: StoredEvent };
  return { event, span: spanOf(event, (checked ?? checkTimes(event)).series) };
}

/** The times of the database, which is the only clock that all instances share. */
function stamp(entries: readonly Entry[], stamps: readonly Stamp[]): void {
  const byId = new Map(stamps.map((each) => [each.id, each]));
  for (const entry of entries) {
    const times = byId.get(entry.id);
    if (!times || !entry.now) throw new Error('an event was not there to be written');
    entry.now = {
      ...entry.now,
      event: { ...entry.now.event, createdAt: times.createdAt, updatedAt: times.updatedAt },
    };
  }
}

function policyOf({ policy, now }: Entry): ConflictPolicy {
  return policy ?? (now?.firm ? 'reject' : 'warn');
}

const bookedFields = [...timing, 'busy', 'resources', 'attendees'] as const;

/** Whether somebody's or something's time is taken differently than before. */
function concernsBookings({ before, now, policy }: Entry): boolean {
  const takes = (event: StoredEvent | undefined) =>
    event !== undefined && event.resources.length + event.attendees.length > 0;
  if (!now || !(takes(now.event) || takes(before?.event))) return false;
  if (!before || policy !== undefined) return true;
  return differs(before.event, now.event, bookedFields);
}

/** Whoever is invited anew reads the room at this moment. */
async function checkAttendees(
  access: Pick<Access, 'grants'>,
  set: ChangeSet,
  entries: readonly Entry[],
): Promise<void> {
  const added = entries.map((entry) => {
    const known = new Set(entry.before?.event.attendees ?? []);
    return { entry, ids: (entry.now?.event.attendees ?? []).filter((id) => !known.has(id)) };
  });
  const all = [...new Set(added.flatMap(({ ids }) => ids))];
  if (all.length === 0) return;
  const held = (await access.grants('room', set.request.roomId, all))?.grants;
  for (const { entry, ids } of added) {
    const unknown = ids.filter((id) => (held?.get(id)?.role ?? null) === null);
    if (unknown.length === 0) continue;
    const place = (id: string) => entry.named?.findIndex((each) => each.toLowerCase() === id) ?? -1;
    const refusal = eventProblem('event_person_unknown', undefined, {
      errors: unknown.map((id) => ({
        path: place(id) < 0 ? '/attendees' : `/attendees/${place(id)}`,
        message: 'does not read this room',
      })),
    });
    throw new FlushError(entry.operation, refusal);
  }
}
