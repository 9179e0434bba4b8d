import type { TextPart } from '@teambrain/protocol';
import { describe, expect, it } from 'vitest';
import { countWords, diffText } from '../../src/history/text-diff.js';

/** As much as one diff may take. */
const effort = () => ({ steps: 1_000_000 });

/** `[-went-]` and `{+came+}` in the text. */
const marked = (parts: readonly TextPart[]) =>
  parts
    .map(({ type, text }) => (type === 'same' ? text : type === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

const sides = (parts: readonly TextPart[]) => ({
  before: parts.map(({ type, text }) => (type === 'added' ? '' : text)).join(''),
  after: parts.map(({ type, text }) => (type === 'removed' ? '' : text)).join(''),
});

/** Numbers that look random and are the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const words = [
  'river',
  'stone',
  'a',
  'the',
  '漢字',
  'Straße',
  '👩‍👩‍👧',
  'naïve',
  '—',
  '\n',
  '.',
  '  ',
  'привет',
];

describe('comparing texts', () => {
  it.each([
    ['We meet on Monday.', 'We meet on Tuesday.', 'We meet on [-Monday-]{+Tuesday+}.'],
    ['one two three', 'one three', 'one [-two -]three'],
    ['one three', 'one two three', 'one {+two +}three'],
    ['a quick brown fox ran', 'a slow red fox ran', 'a [-quick brown-]{+slow red+} fox ran'],
    ['собака спит', 'собрание спит', '[-собака-]{+собрание+} спит'],
    ['会議は月曜日です', '会議は火曜日です', '会議は[-月-]{+火+}曜日です'],
    ['x 👍🏽 y', 'x 👍🏿 y', 'x [-👍🏽-]{+👍🏿+} y'],
    ['first\nsecond\nthird', 'first\nthird', 'first\n[-second\n-]third'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['cat', 'category', '[-cat-]{+category+}'],
  ])('finds the words that changed: %j → %j', (before, after, expected) => {
    expect(marked(diffText(before, after, effort()))).toBe(expected);
  });

  it('gives both texts back, whatever they are', () => {
    const roll = dice(7);
    for (let round = 0; round < 300; round += 1) {
      const make = () =>
        Array.from({ length: roll(40) }, () => words[roll(words.length)]).join(roll(2) ? ' ' : '');
      const [before, after] = [make(), make()];
      const parts = diffText(before, after, effort());
      expect(sides(parts)).toEqual({ before, after });
      expect(parts.every(({ text }) => text !== '')).toBe(true);
    }
  });

  it.each([
    ['a few words of many lines', 40, '\n'],
    ['a few words of one line', 40, ' '],
    ['nearly every word of many lines', 1, '\n'],
    ['nearly every word of one line', 1, ' '],
  ])('compares texts of 200 KB that differ in %s within 200 ms', (_name, keep, gap) => {
    const roll = dice(3);
    const sentence = () => Array.from({ length: 12 }, () => `w${roll(5_000)}`).join(' ');
    const lines = Array.from({ length: 2_900 }, sentence);
    const other = lines.map((line) => (roll(keep) === 0 ? line.replace(/w\d+/g, 'v$&') : line));
    const [before, after] = [lines.join(gap), other.join(gap)];
    expect(Buffer.byteLength(before)).toBeGreaterThan(200_000);
    let parts: TextPart[] = [];
    /** Time of the processor: a busy machine makes nothing slower here. */
    const compareMs = () => {
      const from = process.cpuUsage();
      parts = diffText(before, after, effort());
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1000;
    };
    expect(Math.min(compareMs(), compareMs(), compareMs())).toBeLessThan(200);
    expect(sides(parts)).toEqual({ before, after });
  });

  it('calls a long text that was written anew one replacement', () => {
    const roll = dice(5);
    const anew = () => Array.from({ length: 3_000 }, () => `w${roll(5_000)}.`).join(' ');
    const [before, after] = [anew(), anew()];
    expect(diffText(before, after, effort()).map(({ type }) => type)).toEqual(['removed', 'added', 'same']);
  });

  it('counts words in scripts with and without spaces', () => {
    expect(countWords('Two words, and 3 numbers — 漢字')).toBe(7);
  });
});
