import { describe, expect, it } from 'vitest';
import type { Instance, Series, SeriesTimes } from '../../server/recurrence/contract.js';
import { RecurrenceError } from '../../server/recurrence/error.js';
import { formatRule } from '../../server/recurrence/rule/format.js';
import { parseRule } from '../../server/recurrence/rule/parse.js';
import { createSeries } from '../../server/recurrence/series.js';
import { generateCases } from './generated-cases.js';
import { createRandom } from './generator.js';
import { dayMs, times } from './support.js';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
const random = createRandom(1970);
const yearMs = 365 * dayMs;

interface Made {
  label: string;
  given: SeriesTimes;
  series: Series;
}

/** Generated series in changing zones, of changing lengths, a third of them of whole days. */
const made: Made[] = generateCases(8_985, 450).flatMap((one) => {
  const allDay = one.number % 3 === 0 && !/HOUR|MINUTE|SECOND/.test(one.pattern);
  const cut = (wall: string) => (allDay ? wall.slice(0, 10) : wall);
  const end = one.count
    ? `;COUNT=${one.count}`
    : one.untilLocal
      ? `;UNTIL=${one.untilLocal.replace(/[-:]/g, '').slice(0, allDay ? 8 : 15)}`
      : '';
  const given = times({
    start: cut(one.generated.start),
    timeZone: random.pick(zones),
    allDay,
    rrule: one.pattern + end,
    rdate: one.rdate.map(cut),
    exdate: one.exdate.map(cut),
  });
  try {
    return [{ label: `${one.number} ${JSON.stringify(given)}`, given, series: createSeries(given) }];
  } catch (error) {
    if (error instanceof RecurrenceError && error.code === 'recurrence_never_occurs') return [];
    throw error;
  }
});

/** Every page of a window. */
function all(series: Series, from: number, to: number, limit = 1_000): Instance[] {
  const found: Instance[] = [];
  let after: string | undefined;
  for (;;) {
    const page = series.between(from, to, { limit, after });
    expect(page.instances.length).toBeLessThanOrEqual(limit);
    found.push(...page.instances);
    if (!page.truncated) return found;
    after = found.at(-1)!.original;
  }
}

const inOrder = (list: Instance[]) =>
  list.every((one, n) => {
    const next = list[n + 1];
    return !next || one.start < next.start || (one.start === next.start && one.original < next.original);
  });

describe('any series', () => {
  it('is made of generated rules', () => expect(made.length).toBeGreaterThan(250));

  it('gives a window in pages, in pieces and filtered from a larger one alike', () => {
    for (const { label, series } of made) {
      const from = series.bounds.first - 10 * dayMs;
      const whole = all(series, from, from + 300 * dayMs);
      expect(inOrder(whole), label).toBe(true);
      expect(all(series, from, from + 300 * dayMs, 1 + random.below(40)), label).toEqual(whole);
      const cut = from + random.below(300) * dayMs + random.below(dayMs);
      const pieces = [...all(series, from, cut), ...all(series, cut, from + 300 * dayMs)];
      const unique = [...new Map(pieces.map((one) => [one.original, one])).values()];
      expect(
        unique.sort((a, b) => a.start - b.start || (a.original < b.original ? -1 : 1)),
        label,
      ).toEqual(whole);
      const later = all(series, cut, from + 300 * dayMs);
      expect(later, label).toEqual(whole.filter(({ start, end }) => end > cut || start >= cut));
    }
  });

  it('knows its originals, and no others', () => {
    for (const { label, given, series } of made) {
      const list = all(series, series.bounds.first, series.bounds.first + 200 * dayMs).slice(0, 60);
      const originals = new Set(list.map(({ original }) => original));
      for (const one of list) {
        expect(series.has(one.original), label).toBe(true);
        expect(series.instanceOf(one.original), label).toEqual(one);
      }
      for (const exdate of given.exdate) expect(series.has(exdate), label).toBe(false);
      const last = list.at(-1)!.original;
      for (const { original } of list.slice(0, 10)) {
        const shifted = given.allDay
          ? new Date(Date.parse(original) + dayMs).toISOString().slice(0, 10)
          : new Date(Date.parse(`${original}Z`) + 3_600_000).toISOString().slice(0, 19);
        if (shifted < last) expect(series.has(shifted), label).toBe(originals.has(shifted));
      }
    }
  });

  it('finds its next instance as its windows do', () => {
    for (const { label, series } of made) {
      const from = series.bounds.first + random.below(100 * dayMs);
      const next = series.next(from);
      const expected = all(series, from, from + 365 * dayMs).find(({ start }) => start >= from);
      if (expected || (next && next.start < from + 365 * dayMs)) expect(next, label).toEqual(expected);
      expect(series.next(series.bounds.first), label).toEqual(
        all(series, series.bounds.first, series.bounds.first + dayMs)[0],
      );
    }
  });

  it('has exact bounds: nothing before the first, nothing after the last, something at both', () => {
    for (const { label, series } of made) {
      const { first, last } = series.bounds;
      expect(series.between(first - 366 * dayMs, first).instances, label).toEqual([]);
      expect(
        series.between(first, first + 1).instances.map(({ start }) => start),
        label,
      ).toContain(first);
      if (last === null) continue;
      expect(series.between(last, last + 366 * dayMs).instances, label).toEqual([]);
      expect(
        all(series, last - 1, last).map(({ end }) => end),
        label,
      ).toContain(last);
      expect(series.next(last), label).toBeNull();
    }
  });

  it('jumps far ahead to where a walk arrives', () => {
    for (const { label, given, series } of made
      .filter(({ series }) => series.bounds.last === null)
      .slice(0, 60)) {
      const far = Date.UTC(2150, 0, 1);
      const found = all(series, far, far + 200 * dayMs)
        .filter(({ start }) => start >= far)
        .slice(0, 20);
      // Walking: from one instance to the next after it, from a year before.
      const walked: Instance[] = [];
      for (let at = series.next(far - 200 * dayMs); at && walked.length < 5_000; ) {
        if (at.start >= far && at.start < far + 200 * dayMs) walked.push(at);
        if (at.start >= far + 200 * dayMs || walked.length === 20) break;
        at = series.next(at.start + 1);
      }
      const skipsNone = new Set(found.map(({ start }) => start)).size === found.length;
      if (skipsNone) expect(walked, label).toEqual(found);
      if (found.length === 0) continue;
      // And the series that starts there has the same instances from there on.
      const parts = series.split(found[0]!.original);
      const near = createSeries({ ...parts!.from, rdate: [] });
      expect(
        all(near, far, far + 200 * dayMs)
          .slice(0, 20)
          .map(({ original }) => original),
        label,
      ).toEqual(found.map(({ original }) => original));
      expect(given.timeZone).toBe(parts!.from.timeZone);
    }
  });

  it('is the sum of what it is split into', () => {
    let counted = 0;
    for (const { label, series } of made) {
      const { first } = series.bounds;
      const list = all(
        series,
        first,
        first + 3 * yearMs > Date.UTC(2199, 0, 1) ? first + yearMs : first + 366 * dayMs,
      );
      const original = random.pick(list.slice(0, 80)).original;
      const parts = series.split(original);
      const earliest = [...list].sort((a, b) => (a.original < b.original ? -1 : 1))[0]!.original;
      expect(parts === null, label).toBe(original === earliest);
      if (!parts) continue;
      counted += 1;
      const before = createSeries(parts.before);
      const from = createSeries(parts.from);
      for (const start of [first, first + 366 * dayMs, first + 5 * yearMs]) {
        const halves = [...all(before, start, start + 366 * dayMs), ...all(from, start, start + 366 * dayMs)];
        halves.sort((a, b) => a.start - b.start || (a.original < b.original ? -1 : 1));
        expect(halves, `${label} at ${original}`).toEqual(all(series, start, start + 366 * dayMs));
      }
      expect(before.has(original), label).toBe(false);
      expect(from.has(original), label).toBe(true);
      expect(before.bounds.last, label).not.toBeNull();
      expect(from.split(original), label).toBeNull();
      if (series.rule?.count && before.rule?.count && from.rule?.count) {
        expect(before.rule.count + from.rule.count, label).toBe(series.rule.count);
      }
    }
    expect(counted).toBeGreaterThan(200);
  });

  it('writes its rule so that it reads the same, and only in one way', () => {
    for (const { given, series } of made) {
      const written = series.rrule!;
      expect(formatRule(parseRule(written, given.allDay))).toBe(written);
      expect(parseRule(written, given.allDay)).toEqual(series.rule);
    }
  });
});
