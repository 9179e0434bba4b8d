import type { EventChange, Noticed, StoredEvent } from '../contract.js';
import { compile } from '../occurrences/compiled.js';
import { originalStartOf } from '../occurrences/views.js';
import { type Reason, reasonsOf } from './reasons.js';

/** What one transaction did in one room. */
export interface Done {
  changes: EventChange[];
  /** Somebody has another role in an event, or none any more. */
  given: { event: StoredEvent; userId: string }[];
}

/** One notice, with everybody whom it is for. */
export interface Notice extends Omit<Noticed, 'roomId' | 'actorId'> {
  title: string;
}

type Told = Omit<Notice, 'userIds'>;
/** By person and reason. */
type ByPerson = Map<string, Map<string, Told>>;

/** One notice of a kind for each person, which says how many more events it stands for; alike ones together. */
export function noticesOf(actorId: string, { changes, given }: Done): Notice[] {
  const people: ByPerson = new Map();
  for (const change of changes) {
    const event = change.after ?? change.before;
    if (!event) continue;
    const origin = changes.find(({ before }) => before !== null && before.id === change.cutFrom)?.before;
    const known = new Map<Reason, Told>();
    for (const [userId, reason] of reasonsOf(change, origin)) {
      const told = known.get(reason) ?? toldOf(event, reason);
      known.set(reason, told);
      add(people, userId, told);
    }
  }
  for (const { event, userId } of given)
    if (userId !== actorId) add(people, userId, toldOf(event, { reason: 'permission' }));

  const notices = new Map<string, Told & { userIds: string[] }>();
  for (const [userId, byReason] of people)
    for (const told of byReason.values()) {
      const key = JSON.stringify(told);
      const known = notices.get(key);
      if (known) known.userIds.push(userId);
      else notices.set(key, { ...told, userIds: [userId] });
    }
  return [...notices.values()];
}

function add(people: ByPerson, userId: string, told: Told): void {
  let own = people.get(userId);
  if (!own) {
    own = new Map();
    people.set(userId, own);
  }
  const first = own.get(told.reason);
  own.set(told.reason, first ? { ...first, more: (first.more ?? 0) + 1 } : told);
}

function toldOf(event: StoredEvent, { reason, original }: Reason): Told {
  const told: Told = { eventId: event.id, reason, title: event.title };
  if (original === undefined) return told;
  const instance = compile(event)?.series.instanceOf(original);
  if (!instance) return told;
  const originalStart = originalStartOf(event, { original, originalInstant: instance.start });
  const title = event.overrides.find((each) => each.original === original)?.title ?? event.title;
  return { ...told, originalStart, title };
}
