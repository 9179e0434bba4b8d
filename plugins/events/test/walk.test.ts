import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Override } from '../server/contract.js';
import { compile, type Placed } from '../server/occurrences/compiled.js';
import { spanOf } from '../server/occurrences/spans.js';
import { walk } from '../server/occurrences/walk.js';
import { merge } from '../server/range/merge.js';

const day = 86_400_000;
const base = {
  start: '2027-03-01T10:00:00',
  end: '2027-03-01T12:00:00',
  timeZone: 'Europe/Berlin',
  allDay: false,
  rdate: [],
  exdate: [],
};
const rules = [
  'FREQ=DAILY',
  'FREQ=DAILY;COUNT=40',
  'FREQ=HOURLY;INTERVAL=5',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  undefined,
];
const local = (days: number, hour: number) =>
  new Date(Date.UTC(2027, 2, 1 + days, hour)).toISOString().slice(0, 19);

/** A series with some instances moved, named otherwise or cancelled. */
const series = fc
  .record({
    rrule: fc.constantFrom(...rules),
    picks: fc.uniqueArray(fc.nat(60), { maxLength: 12 }),
    moves: fc.array(
      fc.record({
        days: fc.integer({ min: -40, max: 80 }),
        hours: fc.nat(40),
        moved: fc.boolean(),
        cancelled: fc.boolean(),
      }),
      { minLength: 12, maxLength: 12 },
    ),
  })
  .map(({ rrule, picks, moves }) => {
    const times = { ...base, ...(rrule ? { rrule } : {}) };
    const plain = compile({ ...times, overrides: [] })!;
    const { instances } = plain.series.between(Date.UTC(2027, 0, 1), Date.UTC(2027, 8, 1));
    const overrides = picks.flatMap((pick, index): Override[] => {
      const original = instances[pick % instances.length]!.original;
      const { days, hours, moved, cancelled } = moves[index]!;
      const own = moved ? { start: local(days, 0), end: local(days, hours) } : { title: 'Own' };
      return [{ original, cancelled, ...own }];
    });
    const unique = [...new Map(overrides.map((each) => [each.original, each])).values()];
    return { event: { ...times, overrides: unique }, instances };
  });

const all = (next: () => Placed | undefined) => {
  const found: Placed[] = [];
  for (let placed = next(); placed; placed = next()) found.push(placed);
  return found;
};
const nameOf = ({ original, start, end }: Placed) => `${start} ${original} ${end}`;

describe('walking through a series', () => {
  it('finds what takes place in a window, each once, in order, whatever the chunk and wherever it goes on', () => {
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: -30, max: 90 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        ({ event, instances }, offset, length, chunk, cancelled) => {
          const compiled = compile(event)!;
          const from = Date.UTC(2027, 2, 1 + offset);
          const to = from + length * day;
          const places = new Map(compiled.moved.map((placed) => [placed.original, placed]));
          const expected = instances
            .map((instance) => {
              const override = event.overrides.find(({ original }) => original === instance.original);
              return { ...(places.get(instance.original) ?? instance), override };
            })
            .filter(({ override }) => cancelled || !override?.cancelled)
            .filter(({ start, end }) => start < to && (end > from || start >= from))
            .map(nameOf)
            .sort();
          const found = all(walk(compiled, { from, to, cancelled }, chunk));
          expect(found.map(nameOf).sort()).toEqual(expected);
          const order = found.map(({ start, original }) => `${start} ${original}`);
          expect(order).toEqual([...order].sort());
          const since = from + Math.floor(length / 2) * day;
          expect(all(walk(compiled, { from, to, cancelled, since }, chunk)).map(nameOf)).toEqual(
            found.filter(({ start }) => since === from || start >= since).map(nameOf),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lies within the span that windows are found by', () => {
    fc.assert(
      fc.property(series, ({ event, instances }) => {
        const compiled = compile(event)!;
        const { first, last } = spanOf(event as never, compiled.series);
        for (const { start, end } of [...instances, ...compiled.moved]) {
          expect(start).toBeGreaterThanOrEqual(first);
          expect(end).toBeLessThanOrEqual(last ?? Number.POSITIVE_INFINITY);
        }
      }),
      { numRuns: 100 },
    );
  });
});

it('merges many series into the one order of all their occurrences', () => {
  fc.assert(
    fc.property(
      fc.array(series, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      (given, chunk) => {
        const asked = { from: Date.UTC(2027, 2, 1), to: Date.UTC(2027, 3, 15) };
        const events = given.map(({ event }, index) => ({
          id: `${index}`,
          compiled: compile(event)!,
          size: () => 0,
          write: () => undefined,
        }));
        const expected = events
          .flatMap(({ id, compiled }) =>
            all(walk(compiled, asked, 1000)).map(({ start, original }) => `${start} ${id} ${original}`),
          )
          .sort();
        const found: string[] = [];
        const next = merge(events, asked, chunk);
        for (let source = next(); source; source = next())
          found.push(`${source.placed.start} ${source.listed.id} ${source.placed.original}`);
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
});
