import { describe, expect, it } from 'vitest';
import { daysAgo } from '../src/format.js';
import { formatBytes, formatRelative } from '../src/more-format.js';

const now = new Date(2026, 10, 20, 9, 30);

describe('days ago', () => {
  it.each([
    ['a minute before midnight', new Date(2026, 10, 19, 23, 59), 1],
    ['this morning', new Date(2026, 10, 20, 0, 1), 0],
    ['over a change of the clocks', new Date(2026, 9, 20, 12), 31],
  ])('counts calendar days: %s', (_name, date, days) => {
    expect(daysAgo(date, now)).toBe(days);
  });
});

it('says times as people do', () => {
  expect(formatRelative(new Date(now.getTime() - 5000), 'en', now)).toBe('this minute');
  expect(formatRelative(new Date(now.getTime() - 3 * 60_000), 'en', now)).toBe('3 minutes ago');
  expect(formatRelative(new Date(2026, 10, 18, 23), 'en', now)).toBe('2 days ago');
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [214_000, '214 kB'],
  [1_250_000, '1.3 MB'],
])('writes %i bytes in the unit that fits', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text);
});
