import { decodeCursor, encodeCursor, problem } from '@teambrain/core';
import { eventBounds } from '../../shared/schemas.js';
import type {
  ChangedOccurrence,
  OccurrenceDetails,
  OccurrencePage,
  OccurrenceScope,
  RsvpStatus,
  UpdateOccurrence,
} from '../../shared/types.js';
import type { StoredEvent } from '../contract.js';
import type { Request } from '../events/change-set.js';
import type { EventViews } from '../events/views.js';
import type { Writing } from '../events/writing.js';
import { eventProblem } from '../problems.js';
import type { ReadEvents } from '../range/event-cache.js';
import type { Window } from '../range/window.js';
import type { AnswerRepository } from '../rsvp/repository.js';
import { type Compiled, compile, type Placed } from './compiled.js';
import { type Expanding, expanded } from './expand.js';
import { instanceNamed } from './naming.js';
import { cancelIn, overrideIn } from './overriding.js';
import { changeFollowingIn, removeFollowingIn } from './splitting.js';
import { isRecurring, occurrenceView } from './views.js';

export interface OccurrenceDeps {
  writing: Writing;
  read: ReadEvents;
  expanding: Expanding;
  views: Pick<EventViews, 'one'>;
  answers: Pick<AnswerRepository, 'ofUserIn' | 'ofInstance'>;
}

export interface OccurrenceQuery extends Window {
  limit: number;
  cursor?: string | undefined;
  cancelled: boolean;
}

/** Reading the instances of one event, and changing one of them or it and those after it. */
export function createOccurrences({ writing, read, views, expanding, answers }: OccurrenceDeps) {
  /** The asker's answer by instance; none for somebody who does not attend. */
  async function answersOf(event: StoredEvent, userId: string) {
    if (!event.attendees.includes(userId)) return () => undefined;
    const given = await answers.ofUserIn(event.id, userId);
    const whole = given.get('') ?? 'needs_action';
    return (original: string): RsvpStatus => given.get(original) ?? whole;
  }

  return {
    async list(request: Request, eventId: string, query: OccurrenceQuery): Promise<OccurrencePage> {
      const record = await read.one(eventId);
      if (!record) throw problem('not_found');
      const { event } = record;
      const { items, truncated } = expanding.expand(event, {
        ...query,
        limit: Math.min(query.limit, eventBounds.perEvent),
        after: placeOf(query.cursor),
      });
      const answerTo = await answersOf(event, request.actor.id);
      const last = truncated ? items.at(-1) : undefined;
      return {
        items: items.map((item) => occurrenceView(item, answerTo(item.original))),
        truncated,
        nextCursor: last ? encodeCursor(String(last.start), last.original) : null,
      };
    },
    async get(request: Request, eventId: string, name: string): Promise<OccurrenceDetails> {
      const record = await read.one(eventId);
      if (!record) throw problem('not_found');
      const { event } = record;
      const compiled = expanding.compiledOf(event);
      if (!compiled) throw eventProblem('event_occurrence_unknown');
      const { series } = compiled;
      const { original } = instanceNamed(series, event.allDay, name);
      // Of an event that does not recur its one instance is the whole.
      const given = isRecurring(event) ? await answers.ofInstance(eventId, original) : none;
      const { attendees } = await views.one(record, 'viewer');
      const own = (user: string, whole: RsvpStatus) => given.get(user) ?? whole;
      const asker = attendees.find(({ user }) => user.id === request.actor.id);
      const parts = series.split(original);
      const rruleFrom = parts ? parts.from.rrule : series.rrule;
      return {
        ...occurrenceView(
          expanded(event, placedIn(compiled, original) as Placed),
          asker && own(asker.user.id, asker.status),
        ),
        attendees: attendees.map(({ user, status }) => ({ user, status: own(user.id, status) })),
        ...(rruleFrom === undefined ? {} : { rruleFrom }),
      };
    },
    async update(
      request: Request,
      eventId: string,
      name: string,
      scope: OccurrenceScope,
      input: UpdateOccurrence,
    ): Promise<ChangedOccurrence> {
      return writing.about(request, eventId, async () => {
        const options = { permission: 'events.edit', eventIds: [eventId] } as const;
        const done = await writing.write(request, options, (set) =>
          scope === 'this'
            ? overrideIn(set, eventId, name, input)
            : changeFollowingIn(set, eventId, name, input),
        );
        if (done.duplicate) throw new Error('a change without a client id was taken for a repeated one');
        const { record, original } = done.value.value;
        const { event } = done.value.set.entries.get(record.event.id)?.now ?? record;
        const compiled = compile(event);
        const placed = compiled && placedIn(compiled, original);
        if (!placed) throw eventProblem('event_occurrence_unknown');
        const answerTo = await answersOf(event, request.actor.id);
        return {
          ...occurrenceView(expanded(event, placed), answerTo(original)),
          event: await writing.written(done.value, event.id),
        };
      });
    },
    async remove(request: Request, eventId: string, name: string, scope: OccurrenceScope): Promise<void> {
      await writing.about(request, eventId, () =>
        writing.write(request, { permission: 'events.edit', eventIds: [eventId] }, (set) => {
          if (scope === 'this') cancelIn(set, eventId, name);
          else removeFollowingIn(set, eventId, name);
        }),
      );
    },
  };
}

export type Occurrences = ReturnType<typeof createOccurrences>;

const none: ReadonlyMap<string, RsvpStatus> = new Map();

/** An instance as it takes place; undefined where the series has no such one. */
function placedIn({ series, overrides, moved }: Compiled, original: string): Placed | undefined {
  const found = moved.find((each) => each.original === original);
  const instance = found ? null : series.instanceOf(original);
  const override = overrides.get(original);
  return found ?? (instance ? { ...instance, ...(override ? { override } : {}) } : undefined);
}

function placeOf(cursor: string | undefined): { start: number; original: string } | undefined {
  const parts = decodeCursor(cursor, /^-?\d{1,15}$/, /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/);
  if (!parts) return undefined;
  const [start, original] = parts as [string, string];
  return { start: Number(start), original };
}
