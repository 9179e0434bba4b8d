import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, sourceFiles } from './sources.js';

const files = sourceFiles(['core', 'plugins', 'sdk', 'widget', 'server']).filter(
  (file) => !file.includes('.generated.'),
);
const lengths = files.map((file) => ({
  file,
  lines: readFileSync(join(root, file), 'utf8').split('\n').length,
}));

it('keeps every source file within 400 lines', () => {
  expect(lengths.filter(({ lines }) => lines > 401)).toEqual([]);
});

it('keeps the median file small', () => {
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
});

it('has no drawer for things without a name', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file))).toEqual([]);
});

it('renders no HTML strings and sets no inline style in browser code', () => {
  const browser = files.filter((file) => /^(widget|plugins\/[^/]+\/panel|server\/web)\//.test(file));
  const forbidden =
    /\.innerHTML|\.outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|\sstyle="|\sstyle=\$\{|document\.write|\beval\(|new Function\(/;
  expect(browser.filter((file) => forbidden.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
