import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const mark = (name: string): RegExp => new RegExp(`(<!-- ${name} -->\n\n)[\\s\\S]*?(\n\n<!-- /${name} -->)`);

/** Puts a table between its marks. */
export function writeTable(file: string, name: string, table: string): void {
  const path = resolve(root, file);
  const page = readFileSync(path, 'utf8');
  if (!mark(name).test(page)) throw new Error(`${file} has no place for ${name}`);
  writeFileSync(
    path,
    page.replace(mark(name), (_whole, before, after) => before + table + after),
  );
}

export function readTable(file: string, name: string): string {
  const [whole = '', before = '', after = ''] =
    mark(name).exec(readFileSync(resolve(root, file), 'utf8')) ?? [];
  return whole.slice(before.length, whole.length - after.length);
}

/** Sizes may differ by this share from what a page says before it counts as out of date: 3 %, and a tenth of a KB. */
const tolerance = 0.03;

/** Whether two tables say the same, their sizes within the tolerance. Rows of files that came or went count. */
export function saysTheSame(written: string, measured: string): boolean {
  const size = /[\d.]+(?= KB)/g;
  if (written.replace(size, '') !== measured.replace(size, '')) return false;
  const [were, are] = [written, measured].map((table) => (table.match(size) ?? []).map(Number));
  return (were ?? []).every((was, index) => {
    const is = are?.[index] ?? 0;
    return Math.abs(is - was) <= Math.max(0.11, was * tolerance);
  });
}
