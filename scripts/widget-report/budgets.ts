import type { FileSizes } from './measure-files.js';
import type { PageFacts } from './measure-pages.js';

const kib = 1024;

/** What the widget keeps to. A chunk has the last limit whose pattern fits its name. */
const chunkLimits: [RegExp, number][] = [
  [/./, 8 * kib],
  [/^emoji-search/, 20 * kib],
  // Arabic: six bytes for each letter, because the files hold nothing but ASCII.
  [/^emoji-words/, 25 * kib],
];

/** Sentences about what is over its budget; none where all is well. */
export function overBudget(files: FileSizes, pages: PageFacts): string[] {
  const limits: [what: string, value: number, limit: number][] = [
    ['the loader', files.loader, 1.5 * kib],
    ['the first opening', files.firstOpen, 45 * kib],
    ['the wrapper for React', files.reactWrapper, 1.5 * kib],
    ...files.chunks.map(({ name, bytes }): [string, number, number] => [
      `the chunk ${name}`,
      bytes,
      chunkLimits.findLast(([pattern]) => pattern.test(name))?.[1] ?? 0,
    ]),
    ...files.locales.flatMap(({ name, chunks }) =>
      chunks.map(({ bytes }): [string, number, number] => [`a part of the language ${name}`, bytes, 4 * kib]),
    ),
    ['requests before intent', pages.requestsBeforeIntent, 1],
    ['violations of a strict policy', pages.violations, 0],
    ['findings of axe', pages.findings, 0],
  ];
  return limits
    .filter(([, value, limit]) => value > limit)
    .map(([what, value, limit]) => `${what}: ${value}, and ${limit} at most`);
}
