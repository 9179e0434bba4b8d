import type { Chunk, FileSizes } from './measure-files.js';
import type { PageFacts } from './measure-pages.js';
import { peers } from './peers.js';

const none = '–';
/** Kilobytes of 1000 bytes, as browsers and peers count. */
const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
const rows = (lines: string[][]): string => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** For the README: the widget beside its peers. */
export function comparison(files: FileSizes, pages: PageFacts): string {
  const { loader, firstOpen } = files;
  const requests = `${kb(loader)} in ${pages.requestsBeforeIntent} request`;
  return rows([
    ['', 'until it is opened', 'first use', 'strict CSP: violations', 'axe: findings'],
    ['---', '---', '---', '---', '---'],
    [
      '**TeamBrain**',
      `**${requests}**`,
      `**${kb(firstOpen)}**`,
      `**${pages.violations}**`,
      `**${pages.findings}** in ${pages.states} states`,
    ],
    ...peers.map(({ name, firstUse, violations, axe }) => [
      name,
      none,
      firstUse === undefined ? none : `${firstUse} KB`,
      violations?.toString() ?? none,
      axe ?? none,
    ]),
  ]);
}

/** Smaller ones share a line. */
const worthALine = 1500;
const sum = (chunks: readonly Chunk[]): string => kb(chunks.reduce((total, { bytes }) => total + bytes, 0));

/** The smallest and the largest. */
function span(chunks: readonly Chunk[]): string {
  const sizes = chunks.map(({ bytes }) => bytes);
  return `${kb(Math.min(...sizes))} – ${kb(Math.max(...sizes))}`;
}

/** For the docs: every file that a page may load. */
export function everyFile({ loader, firstOpen, reactWrapper, chunks, locales }: FileSizes): string {
  const small = chunks.filter(({ bytes }) => bytes < worthALine);
  const words = chunks.filter(({ name }) => name.startsWith('emoji-words'));
  return rows([
    ['file', 'gzip', 'when'],
    ['---', '---', '---'],
    ['`embed.js`', kb(loader), 'with the page'],
    ['`widget.js` and its core', kb(firstOpen - loader), 'pointer, focus or press on the button'],
    ...chunks
      .filter((chunk) => !small.includes(chunk) && !words.includes(chunk))
      .map(({ name, bytes }) => [`\`${name}\``, kb(bytes), 'when it is needed']),
    [
      'names of emoji in a language',
      span(words),
      'when somebody looks for an emoji, those of their language',
    ],
    ['those under 1500 bytes, together', sum(small), 'when they are needed'],
    ...locales.map(({ name, chunks: parts }) => [
      `\`${name}\``,
      sum(parts),
      `on a page in that language, in ${parts.length} parts`,
    ]),
    ['`@teambrain/widget/react`', kb(reactWrapper), 'in the bundle of the page; loads the rest when mounted'],
  ]);
}
