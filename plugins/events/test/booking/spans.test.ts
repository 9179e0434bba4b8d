import { describe, expect, it } from 'vitest';
import { firstOverlap, merge, overlaps, pairs, type Span } from '../../server/bookings/spans.js';

/** The same numbers at every run. */
function generator(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('stretches of time', () => {
  it('overlap when they share a moment, not when they meet', () => {
    const span = { start: 10, end: 20 };
    for (const [start, end, expected] of [
      [0, 10, false],
      [20, 30, false],
      [0, 11, true],
      [19, 30, true],
      [12, 13, true],
      [0, 30, true],
      [15, 15, false],
    ] as const)
      expect([start, end, overlaps(span, { start, end })]).toEqual([start, end, expected]);
  });

  it('merge into as few as cover the same time', () => {
    expect(
      merge([
        { start: 5, end: 7 },
        { start: 0, end: 2 },
        { start: 2, end: 3 },
        { start: 6, end: 6 },
        { start: 1, end: 2 },
        { start: 6, end: 9 },
      ]),
    ).toEqual([
      { start: 0, end: 3 },
      { start: 5, end: 9 },
    ]);
    expect(merge([{ start: 4, end: 4 }])).toEqual([]);
  });

  it('find the first of them in the way', () => {
    const taken = [
      { start: 0, end: 3 },
      { start: 5, end: 9 },
    ];
    expect(firstOverlap(taken, { start: 3, end: 5 })).toBeUndefined();
    expect(firstOverlap(taken, { start: 2, end: 20 })).toEqual(taken[0]);
    expect(firstOverlap(taken, { start: 4, end: 6 })).toEqual(taken[1]);
    expect(firstOverlap(taken, { start: 9, end: 12 })).toBeUndefined();
    expect(firstOverlap([], { start: 9, end: 12 })).toBeUndefined();
  });

  it('give every overlapping pair of two lists once, as comparing each with each does', () => {
    const random = generator(7);
    const list = (): Span[] =>
      Array.from({ length: random(12) }, () => {
        const start = random(40);
        return { start, end: start + random(9) };
      }).sort((a, b) => a.start - b.start);
    let compared = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const own = list();
      const others = list();
      const naive = own.flatMap((a) => others.filter((b) => overlaps(a, b)).map((b) => [a, b]));
      const found = [...pairs(own, others)];
      const key = ([a, b]: Span[]) => `${own.indexOf(a as Span)} ${others.indexOf(b as Span)}`;
      expect(found.map(key).sort()).toEqual(naive.map(key).sort());
      compared += naive.length;
    }
    expect(compared).toBeGreaterThan(5_000);
  });
});
