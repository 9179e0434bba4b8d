import type { AnswerRepository } from '../rsvp/repository.js';
import type { Cut, Entry } from './change-set.js';
import { shiftBetween } from './shifting.js';
import { checkTimes } from './times.js';

/** Keeps the answers for single instances with their instances when those get another name or another event. */
export function createAnswerKeys(repository: AnswerRepository) {
  return {
    /** After the times of an event changed. */
    async follow({ id, before, now, checked }: Entry): Promise<void> {
      if (!before || !now || !recurs(before.event) || sameTimes(before.event, now.event)) return;
      const originals = await repository.originals(id);
      if (originals.length === 0) return;
      const { series } = checked ?? checkTimes(now.event);
      const shift = shiftBetween(before.event, now.event);
      const renamed = originals.flatMap((from) => {
        const to = shift(from);
        return to !== null && series.has(to) ? [{ from, to }] : [];
      });
      await repository.rename(id, id, renamed);
    },
    /** After a series was cut in two: answers for the series count for both, those for instances go with them. */
    async carryOver({ fromId, original, rename }: Cut, toId: string): Promise<void> {
      await repository.copy(fromId, toId);
      const originals = (await repository.originals(fromId)).filter((each) => each >= original);
      if (originals.length === 0) return;
      const renamed = originals.flatMap((from) => {
        const to = rename(from);
        return to === null ? [] : [{ from, to }];
      });
      await repository.rename(fromId, toId, renamed, original);
    },
  };
}

export type AnswerKeys = ReturnType<typeof createAnswerKeys>;

const recurs = ({ rrule, rdate }: { rrule?: string; rdate: readonly string[] }) =>
  rrule !== undefined || rdate.length > 0;

function sameTimes(a: object, b: object): boolean {
  const of = (event: object) => {
    const { start, allDay, timeZone, rrule, rdate, exdate } = event as Record<string, unknown>;
    return JSON.stringify([start, allDay, timeZone, rrule, rdate, exdate]);
  };
  return of(a) === of(b);
}
