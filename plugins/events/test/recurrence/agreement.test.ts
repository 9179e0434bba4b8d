import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Instance, Series } from '../../server/recurrence/contract.js';
import { RecurrenceError } from '../../server/recurrence/error.js';
import { createSeries } from '../../server/recurrence/series.js';
import { type Case, generateCases } from './generated-cases.js';
import { type KnownDifference, knownDifferences, type WitnessName } from './known-differences.js';
import { dayMs, seriesOf, times } from './support.js';
import { basicUtc, witnesses } from './witnesses.js';

/**
 * Zones with unlike clocks: changes at one, two and midnight, by an hour and by half of one, for a lunar month, on either
 * side of the equator, and a day that never was (30 December 2011 in Samoa).
 */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
];
const cases = generateCases(20_261_120, 760);

/** A third implementation of what a wall time means where the clock skips or repeats it. */
const instantOf = (wall: string, timeZone: string) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    .epochMilliseconds;

/** Instances whose original lies within wall times, by windows and pages. */
function instancesBetween(series: Series, from: string, to: string): Instance[] {
  const found = new Map<string, Instance>();
  const end = Date.parse(`${to}Z`) + 2 * dayMs;
  for (let at = Date.parse(`${from}Z`) - 2 * dayMs; at < end; at += 350 * dayMs) {
    let after: string | undefined;
    for (;;) {
      const page = series.between(at, Math.min(at + 350 * dayMs, end), { after, limit: 700 });
      for (const instance of page.instances) found.set(instance.original, instance);
      if (!page.truncated) break;
      after = page.instances.at(-1)!.original;
    }
  }
  return [...found.values()].filter(({ original }) => original >= from && original <= to);
}

/** Whether a pattern ever gives an instance; both witnesses search to the year 9999, UNTIL or not, for one that never comes. */
const occurring = new Map<number, boolean>();
function occurs({ number, generated, pattern }: Case): boolean {
  let found = occurring.get(number);
  if (found === undefined) {
    try {
      found = seriesOf({ start: generated.start, timeZone: 'UTC', rrule: pattern }).rule !== null;
    } catch (error) {
      if (!(error instanceof RecurrenceError) || error.code !== 'recurrence_never_occurs') throw error;
      found = false;
    }
    occurring.set(number, found);
  }
  return found;
}

/** The rule's own instances as a witness sees them, without RDATE and EXDATE; of a COUNT the front of its list. */
const asked = new Map<string, string[]>();
function ask(name: WitnessName, given: Case): string[] {
  if (!occurs(given)) return [];
  const key = `${name} ${given.number}`;
  const { from, to } = given;
  const until = given.untilLocal && given.untilLocal < to ? given.untilLocal : to;
  const rrule = `${given.pattern};UNTIL=${basicUtc(until)}`;
  const found =
    asked.get(key) ??
    witnesses[name]({ rrule, start: given.generated.start, from, to }).slice(0, given.count);
  asked.set(key, found);
  return found;
}

/**
 * What all instances of an hour on the wall last, exactly as the first: two hours where its start is in the first pass of a
 * repeated hour. Where the clock skips the start, it moves with its end.
 */
function lengthIn(wall: string, timeZone: string): number {
  const start = instantOf(wall, timeZone);
  const shown = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const skipped = shown.toString() !== wall;
  return skipped ? 3_600_000 : instantOf(laterBy(wall, 1 / 24), timeZone) - start;
}

const laterBy = (wall: string, days: number) =>
  new Date(Date.parse(`${wall}Z`) + days * dayMs).toISOString().slice(0, 19);

function expectedBy(
  name: WitnessName,
  given: Case,
  timeZone: string,
): { from: string; walls: string[] } | null {
  const known = knownDifferences.filter((one) => one.witnesses.includes(name) && one.applies(given));
  if (known.some((one) => one.firstDays === undefined || given.count !== undefined)) return null;
  const from = laterBy(given.from, Math.max(0, ...known.map((one) => one.firstDays ?? 0)));
  const ends = given.untilInstant;
  const walls = ask(name, given).filter(
    (wall) => wall >= from && (ends === undefined || instantOf(wall, timeZone) <= ends),
  );
  const all = new Set([...walls, ...given.rdate.filter((wall) => wall >= from && wall <= given.to)]);
  for (const wall of given.exdate) all.delete(wall);
  return { from, walls: [...all].sort() };
}

describe('generated rules against rrule, rrule-rust and Temporal', () => {
  it('has every frequency and every part among them', () => {
    const texts = cases.map(({ text }) => text.toUpperCase()).join('\n');
    for (const part of 'YEARLY MONTHLY WEEKLY DAILY HOURLY INTERVAL COUNT UNTIL WKST BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS'.split(
      ' ',
    )) {
      expect(texts.split(part).length - 1, part).toBeGreaterThanOrEqual(20);
    }
    expect(cases.filter(({ rdate }) => rdate.length > 0).length).toBeGreaterThan(100);
    expect(cases.filter(({ exdate }) => exdate.length > 0).length).toBeGreaterThan(100);
  });

  for (const timeZone of zones) {
    it(`gives the same starts as they in ${timeZone}`, { timeout: 120_000 }, () => {
      const wrong: string[] = [];
      const compared = { rrule: 0, 'rrule-rust': 0 };
      let instants = 0;
      for (const given of cases) {
        const { text: rrule, rdate, exdate, generated } = given;
        const label = `${given.number} ${generated.start} ${rrule} rdate ${rdate} exdate ${exdate}`;
        let found: Instance[] = [];
        try {
          const series = seriesOf({ start: generated.start, timeZone, rrule, rdate, exdate });
          found = instancesBetween(series, given.from, given.to);
        } catch (error) {
          if (!(error instanceof RecurrenceError) || error.code !== 'recurrence_never_occurs') throw error;
        }
        for (const name of ['rrule', 'rrule-rust'] as const) {
          const expected = expectedBy(name, given, timeZone);
          if (!expected) continue;
          compared[name] += 1;
          const ours = found.map(({ original }) => original).filter((wall) => wall >= expected.from);
          if (ours.sort().join() !== expected.walls.join()) wrong.push(`${name}: ${label}`);
        }
        const length = lengthIn(generated.start, timeZone);
        for (const [index, { original, start, end }] of found.entries()) {
          // Clocks change in the small hours: those all, of the others one in four, because Temporal takes its time.
          if (index % 4 !== 0 && Number(original.slice(11, 13)) > 4) continue;
          instants += 1;
          const right = instantOf(original, timeZone);
          if (start !== right || end - start !== length) wrong.push(`Temporal: ${original} of ${label}`);
        }
      }
      expect(wrong).toEqual([]);
      const silent = cases.filter((given) => !occurs(given)).length;
      expect(compared.rrule - silent).toBeGreaterThan(500);
      expect(compared['rrule-rust'] - silent).toBeGreaterThan(500);
      expect(instants).toBeGreaterThan(15_000);
    });
  }

  it('says of no rule that it never occurs for which rrule-rust finds an instance', () => {
    const silent = cases
      .filter((given) => !occurs(given) && given.generated.frequency !== 'HOURLY')
      .filter((given) => expectedBy('rrule-rust', given, 'UTC') !== null)
      .slice(0, 12);
    expect(silent.length).toBe(12);
    for (const { pattern, generated, from, to } of silent) {
      const rrule = `${pattern};UNTIL=${basicUtc(to)}`;
      expect(witnesses['rrule-rust']({ rrule, start: generated.start, from, to }), pattern).toEqual([]);
    }
  });
});

describe('where a witness is not believed', () => {
  const wallsOf = ({ rrule, start, to }: KnownDifference['example']) =>
    instancesBetween(createSeries(times({ start, rrule, timeZone: 'UTC' })), start, to).map(
      (one) => one.original,
    );

  for (const { witnesses: names, fault, reason, example } of knownDifferences) {
    it(`${fault}: ${reason}`, () => {
      for (const name of names) {
        let theirs: string[] | Error;
        try {
          theirs = witnesses[name]({
            ...example,
            rrule: `${example.rrule};UNTIL=${basicUtc(example.to)}`,
            from: example.start,
          });
        } catch (error) {
          theirs = error as Error;
        }
        expect(theirs, name).not.toEqual(example.right);
      }
      if (example.right.length > 0) expect(wallsOf(example)).toEqual(example.right);
    });
  }
});
