import type { NoticeReason } from '../../shared/types.js';
import type { EventChange, StoredEvent } from '../contract.js';
import { differs, timing } from '../events/comparing.js';

/** What somebody is told of a change. */
export interface Reason {
  reason: NoticeReason;
  /** Local original start of the one instance that it is about. */
  original?: string;
}

/** What people go by; not who else comes, nor when one wants to be reminded. */
const content = [...timing, 'title', 'description', 'location', 'resources'] as const;

/**
 * Who hears what of a change: those who attend and those who may change the event, except whoever did it.
 * `origin`: the event that a new one was cut off, as it was; who attended that one is not invited again.
 */
export function reasonsOf(change: EventChange, origin?: StoredEvent | null): Map<string, Reason> {
  const { actor, before, after, roles } = change;
  const told = new Map<string, Reason>();
  const tell = (ids: Iterable<string>, reason: Reason) => {
    for (const id of ids) if (id !== actor.id && !told.has(id)) told.set(id, reason);
  };
  const was = new Set(before?.attendees ?? origin?.attendees ?? []);
  const are = new Set(after?.attendees ?? []);
  const holders = Object.keys(roles).filter((id) => roles[id] !== 'viewer');
  if (!after) {
    tell([...was, ...holders], { reason: 'cancelled' });
    return told;
  }
  tell(
    after.attendees.filter((id) => !was.has(id)),
    { reason: 'invited' },
  );
  if (!before) return told;
  tell(
    before.attendees.filter((id) => !are.has(id)),
    { reason: 'uninvited' },
  );
  if (differs(before, after, content)) tell([...are, ...holders], changeOf(change, before, after));
  return told;
}

function changeOf({ reason, original }: EventChange, before: StoredEvent, after: StoredEvent): Reason {
  if (original === undefined) return { reason: reason === 'restored' ? 'restored' : 'changed' };
  const isCancelled = ({ overrides }: StoredEvent) =>
    overrides.some((override) => override.original === original && override.cancelled);
  if (isCancelled(after) === isCancelled(before)) return { reason: 'changed', original };
  return { reason: isCancelled(after) ? 'cancelled' : 'restored', original };
}
