import { isUniqueViolation, ProblemError } from '@teambrain/core';
import type { ImportReport } from '../../../shared/types.js';
import type { EventsConfig } from '../../config.js';
import type { ChangeSet, Request } from '../../events/change-set.js';
import { isSame } from '../../events/comparing.js';
import { FlushError } from '../../events/flushing.js';
import type { Writing } from '../../events/writing.js';
import { isRecurring } from '../../occurrences/views.js';
import { eventProblem } from '../../problems.js';
import { createBreather } from '../breather.js';
import type { CalendarEntry } from '../entry.js';
import { IcsError } from '../error.js';
import type { DetachedInstance } from '../reading/event-group.js';
import { readCalendar } from '../reading/read-calendar.js';
import { composeEntry, mergeInstances, type Prepared, prepareEntry, recomposeEntry } from './compose.js';
import type { ImportRepository } from './repository.js';

/** Events of one transaction: the room is locked for about a tenth of a second each time. */
const entriesAtOnce = 100;
/** Somebody else brought the same UIDs in while a transaction ran. */
const races = 3;

export interface ImportDeps {
  writing: Pick<Writing, 'write'>;
  repository: ImportRepository;
  config: Pick<EventsConfig, 'maxCalendarEvents'>;
}

type Detached = ReadonlyMap<string, readonly DetachedInstance[]>;
type Outcome = 'created' | 'updated' | 'unchanged';
interface Taken {
  uid: string;
  eventId: string;
  outcome: Outcome;
}

/**
 * Takes the events of a calendar file into a room. Each event stands for itself: one that cannot be taken is reported
 * and the others are. They are written in transactions of a hundred; where one fails for a reason outside of the file,
 * what was written stays, and the same file again goes on from there, because an event is known by its UID.
 */
export function createImporting({ writing, repository, config }: ImportDeps) {
  return async function importCalendar(
    request: Request,
    bytes: Uint8Array,
    home: string | undefined,
  ): Promise<ImportReport> {
    const read = await readCalendar(bytes, {
      maxEvents: config.maxCalendarEvents,
      ...(home === undefined ? {} : { home }),
    }).catch((error: unknown) => {
      throw error instanceof IcsError ? eventProblem(error.code, error.message) : error;
    });
    const report: ImportReport = {
      created: 0,
      updated: 0,
      unchanged: 0,
      skipped: read.skipped,
      notCarried: read.notCarried,
      events: [],
    };
    const breathe = createBreather();
    for (let from = 0; from < read.entries.length; from += entriesAtOnce) {
      const prepared: Prepared[] = [];
      for (const entry of read.entries.slice(from, from + entriesAtOnce)) {
        await breathe();
        try {
          prepared.push(prepareEntry(entry));
        } catch (error) {
          report.skipped.push(skippedFor(entry, asProblem(error)));
        }
      }
      const { taken, skipped } = await writeChunk(request, prepared, read.detached);
      report.skipped.push(...skipped);
      for (const { uid, eventId, outcome } of taken) {
        report[outcome] += 1;
        report.events.push({ uid, eventId });
      }
    }
    return report;
  };

  async function writeChunk(request: Request, entries: readonly Prepared[], detached: Detached) {
    const refused = new Map<Prepared, ProblemError>();
    for (let race = 1; ; ) {
      const left = entries.filter((entry) => !refused.has(entry));
      try {
        const { taken, skipped } = await writeEntries(request, left, detached);
        const late = [...refused].map(([entry, error]) => skippedFor(entry.entry, error));
        return { taken, skipped: [...skipped, ...late] };
      } catch (error) {
        // One event that is refused when all is written takes the transaction with it: again, without that event.
        const culprit = error instanceof FlushError ? left[error.operation] : undefined;
        if (culprit && (error as FlushError).cause instanceof ProblemError)
          refused.set(culprit, (error as FlushError).cause as ProblemError);
        else if (race < races && isUniqueViolation(error)) race += 1;
        else throw error instanceof FlushError ? error.cause : error;
      }
    }
  }

  async function writeEntries(request: Request, entries: readonly Prepared[], detached: Detached) {
    const known = await repository.idsOf(
      request.roomId,
      entries.map(({ entry }) => entry.uid),
    );
    const options = { permission: 'events.create', eventIds: [...known.values()] } as const;
    const breathe = createBreather();
    const done = await writing.write(request, options, async (set) => {
      const taken: Taken[] = [];
      const skipped: ImportReport['skipped'] = [];
      for (const [index, prepared] of entries.entries()) {
        await breathe();
        set.begin(index);
        const { uid } = prepared.entry;
        try {
          taken.push(putEntry(set, prepared, known.get(uid), detached.get(uid)));
        } catch (error) {
          skipped.push(skippedFor(prepared.entry, asProblem(error)));
        }
      }
      return { taken, skipped };
    });
    // Without a client id there are no duplicates.
    return done.duplicate ? { taken: [], skipped: [] } : done.value.value;
  }
}

export type ImportCalendar = ReturnType<typeof createImporting>;

function putEntry(
  set: ChangeSet,
  prepared: Prepared,
  eventId: string | undefined,
  instances: readonly DetachedInstance[] | undefined,
): Taken {
  const { uid } = prepared.entry;
  if (eventId === undefined) {
    const { roomId, actor } = set.request;
    const place = { roomId, workspaceId: set.facts.workspaceId, authorId: actor.id };
    const { event } = set.add(composeEntry(prepared, place));
    return { uid, eventId: event.id, outcome: 'created' };
  }
  const { event } = set.take(eventId, 'viewer');
  // A file with some instances of a series says nothing of the others.
  const composed =
    instances && isRecurring(event) ? mergeInstances(event, instances) : recomposeEntry(event, prepared);
  if (isSame(event, composed.event)) return { uid, eventId, outcome: 'unchanged' };
  set.take(eventId, 'editor');
  set.put(composed);
  return { uid, eventId, outcome: 'updated' };
}

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  throw error;
}

const skippedFor = ({ uid, title }: CalendarEntry, { code, message }: ProblemError) => ({
  uid,
  title,
  code,
  reason: message,
});
