import { describe, expect, it } from 'vitest';
import { overBudget } from '../../scripts/widget-report/budgets.js';
import { saysTheSame } from '../../scripts/widget-report/pages.js';
import { comparison, everyFile } from '../../scripts/widget-report/tables.js';

const files = {
  loader: 1_480,
  firstOpen: 45_700,
  reactWrapper: 1_000,
  chunks: [
    { name: 'emoji-search', bytes: 9_000 },
    { name: 'menu', bytes: 1_400 },
  ],
  locales: [{ name: 'de', chunks: [{ name: 'de', bytes: 2_000 }] }],
};
const pages = { requestsBeforeIntent: 1, violations: 0, findings: 0, states: 16 };

describe('the report about the widget', () => {
  it('takes a size within three percent for the same, and nothing more', () => {
    const table = everyFile(files);
    expect(saysTheSame(table, everyFile({ ...files, firstOpen: 46_500 }))).toBe(true);
    expect(saysTheSame(table, everyFile({ ...files, firstOpen: 48_000 }))).toBe(false);
    expect(saysTheSame(table, everyFile({ ...files, locales: [] }))).toBe(false);
    expect(saysTheSame(comparison(files, pages), comparison(files, { ...pages, findings: 1 }))).toBe(false);
  });

  it('names everything that is over its budget', () => {
    expect(overBudget(files, pages)).toEqual([]);
    const heavy = {
      loader: 1_537,
      firstOpen: 46_081,
      reactWrapper: 1_537,
      chunks: [
        { name: 'emoji-search', bytes: 20_481 },
        { name: 'menu', bytes: 8_193 },
      ],
      locales: [{ name: 'de', chunks: [{ name: 'de', bytes: 4_097 }] }],
    };
    const faults = overBudget(heavy, { requestsBeforeIntent: 2, violations: 1, findings: 1, states: 16 });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'the loader',
      'the first opening',
      'the wrapper for React',
      'the chunk emoji-search',
      'the chunk menu',
      'a part of the language de',
      'requests before intent',
      'violations of a strict policy',
      'findings of axe',
    ]);
  });
});
