import type { Database } from '@teambrain/core';
import type { ChangeListener, StoredEvent } from '../contract.js';
import { differs } from '../events/comparing.js';
import { compile } from '../occurrences/compiled.js';
import { nextDue } from './due.js';
import type { ReminderRepository } from './repository.js';

const pendingKey = Symbol('next reminders of this transaction');

const fields = [
  'start',
  'timeZone',
  'allDay',
  'rrule',
  'rdate',
  'exdate',
  'overrides',
  'reminders',
] as const satisfies (keyof StoredEvent)[];

/**
 * Keeps the next reminder of an event up with its changes, in their transaction and with one statement for all of it.
 * What was due before the change is over: nobody is reminded of what they write down in this moment.
 */
export function createKeeping(
  db: Database,
  repository: Pick<ReminderRepository, 'setNext'>,
  /** After COMMIT. */
  onNext: (dueAt: number) => void,
): ChangeListener {
  async function write(next: ReadonlyMap<string, number | null>): Promise<void> {
    await repository.setNext([...next].map(([eventId, dueAt]) => ({ eventId, dueAt })));
    const first = [...next.values()].reduce<number | null>(
      (least, due) => (due !== null && (least === null || due < least) ? due : least),
      null,
    );
    if (first !== null) db.afterCommit(() => onNext(first));
  }

  return async ({ before, after }) => {
    if (!after || after.reminders.length + (before?.reminders.length ?? 0) === 0) return;
    if (before && !differs(before, after, fields)) return;
    const compiled = after.reminders.length === 0 ? null : compile(after);
    const due = compiled && nextDue(compiled, after.reminders, Date.now());
    const pending = db.transactionLocal(pendingKey, () => new Map<string, number | null>());
    pending.set(after.id, due);
    db.beforeCommit(pendingKey, () => write(pending));
  };
}
