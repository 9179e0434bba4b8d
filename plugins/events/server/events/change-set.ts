import { type Actor, type Grant, problem } from '@teambrain/core';
import type { ConflictPolicy, EventRole } from '../../shared/types.js';
import type { StoredEvent } from '../contract.js';
import { eventProblem } from '../problems.js';
import { isAtLeast, roleIn } from '../rights/role.js';
import { isSame } from './comparing.js';
import type { Composed } from './content.js';
import type { EventRecord } from './record.js';
import type { RoomFacts } from './repository.js';
import type { CheckedSeries } from './times.js';

export interface Request {
  actor: Actor;
  grant: Grant;
  roomId: string;
  clientId?: string | undefined;
}

export interface PutOptions {
  policy?: ConflictPolicy | undefined;
  /** Attendees as the request lists them: refusals name the place in it. */
  named?: readonly string[] | undefined;
  /** The instance that was changed alone. */
  original?: string;
  restoredFrom?: number;
}

/** The part of a series that becomes an event of its own, with what hangs on its instances. */
export interface Cut {
  fromId: string;
  /** First instance that goes over, as the old series names it. */
  original: string;
  rename(original: string): string | null;
}

export interface Step {
  event: StoredEvent;
  original: string | undefined;
  restoredFrom: number | undefined;
}

/** One event that a transaction touches. */
export interface Entry {
  id: string;
  before: EventRecord | null;
  /** Null: deleted. */
  now: EventRecord | null;
  checked: CheckedSeries | undefined;
  policy: ConflictPolicy | undefined;
  named: readonly string[] | undefined;
  /** Each made a version. */
  steps: Step[];
  cut: Cut | undefined;
  /** Place of the operation in its batch that touched it last. */
  operation: number;
}

/**
 * What one transaction does to the events of a room, worked out before anything is written: operations see the events as
 * those before them left them, and everything is written together in a few statements.
 */
export function createChangeSet(
  request: Request,
  facts: RoomFacts,
  loaded: ReadonlyMap<string, EventRecord>,
  maxEvents: number,
) {
  const { actor, grant, roomId } = request;
  const entries = new Map<string, Entry>();
  let operation = 0;
  let count = facts.events;

  const roleOf = (record: EventRecord): EventRole => roleIn(grant, record.roles, actor.id);

  function present(id: string): EventRecord {
    const entry = entries.get(id);
    const record = entry ? entry.now : loaded.get(id);
    if (!record || record.event.roomId !== roomId) throw problem('not_found', 'There is no such event here.');
    return record;
  }

  function entryOf(id: string): Entry {
    let entry = entries.get(id);
    if (!entry) {
      entry = {
        id,
        before: loaded.get(id) ?? null,
        now: null,
        checked: undefined,
        policy: undefined,
        named: undefined,
        steps: [],
        cut: undefined,
        operation,
      };
      entries.set(id, entry);
    }
    entry.operation = operation;
    return entry;
  }

  return {
    request,
    facts,
    entries: entries as ReadonlyMap<string, Entry>,
    /** Says which operation of a batch comes now. */
    begin(index: number): void {
      operation = index;
    },
    /** An event of the room for somebody who may do this to it; throws what stands against it. */
    take(id: string, role: EventRole, baseVersion?: number): EventRecord {
      const record = present(id);
      if (facts.isArchived && grant.role === 'viewer') throw problem('forbidden', 'The room is archived.');
      if (!isAtLeast(roleOf(record), role))
        throw problem('forbidden', `Only its ${role}s and the admins of the room may do this to an event.`);
      if (baseVersion !== undefined && baseVersion !== record.event.version)
        throw problem('version_conflict');
      return record;
    },
    /** @param from the event that it was cut off: its answers and roles hold for this one */
    add(
      { event, checked }: Composed,
      options: PutOptions = {},
      from?: { cut: Cut; record: EventRecord },
    ): EventRecord {
      count += 1;
      if (count > maxEvents)
        throw eventProblem(
          'event_room_full',
          `A room holds ${maxEvents.toLocaleString('en')} events at most.`,
        );
      const { authorId } = event;
      const attends = authorId !== null && event.attendees.includes(authorId);
      const record: EventRecord = {
        event,
        answers: from?.record.answers ?? (attends ? { [authorId]: 'accepted' } : {}),
        roles: from?.record.roles ?? (authorId === null ? {} : { [authorId]: 'owner' }),
        firm: options.policy === 'reject',
      };
      const entry = entryOf(event.id);
      Object.assign(entry, {
        now: record,
        checked,
        policy: options.policy,
        named: options.named,
        cut: from?.cut,
      });
      entry.steps.push({ event, original: undefined, restoredFrom: undefined });
      return record;
    },
    /** The event in a new version. Where nothing differs nothing is written. */
    put({ event, checked }: Composed, options: PutOptions = {}): EventRecord {
      const record = present(event.id);
      if (options.policy === undefined && options.restoredFrom === undefined && isSame(record.event, event))
        return record;
      const next: EventRecord = { ...record, event };
      const entry = entryOf(event.id);
      entry.now = next;
      entry.checked = checked;
      entry.policy = options.policy ?? entry.policy;
      entry.named = options.named ?? entry.named;
      entry.steps.push({ event, original: options.original, restoredFrom: options.restoredFrom });
      return next;
    },
    /** The asker becomes an attendee, which needs no right in the event. */
    join(id: string): EventRecord {
      const record = present(id);
      const attendees = [...record.event.attendees, actor.id];
      const event = {
        ...record.event,
        attendees,
        version: record.event.version + 1,
        updatedAt: new Date(),
      };
      const entry = entryOf(id);
      entry.now = { ...record, event };
      entry.steps.push({ event, original: undefined, restoredFrom: undefined });
      return entry.now;
    },
    drop(id: string): void {
      entryOf(id).now = null;
      count -= 1;
    },
  };
}

export type ChangeSet = ReturnType<typeof createChangeSet>;
