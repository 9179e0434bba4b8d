import type { FileSizes } from './measure-files.js';
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

/** For the docs: every file that a page may load. */
export function everyFile(files: FileSizes): string {
  return rows([
    ['file', 'gzip', 'when'],
    ['---', '---', '---'],
    ['`embed.js`', kb(files.loader), 'with the page'],
    ['`widget.js` and its core', kb(files.firstOpen - files.loader), 'pointer, focus or press on the button'],
    ...files.chunks.map(({ name, bytes }) => [`\`${name}\``, kb(bytes), 'when it is needed']),
    ...files.locales.map(({ name, bytes }) => [`\`${name}\``, kb(bytes), 'the language of the page']),
    [
      '`@teambrain/widget/react`',
      kb(files.reactWrapper),
      'in the bundle of the page; loads the rest when mounted',
    ],
  ]);
}
