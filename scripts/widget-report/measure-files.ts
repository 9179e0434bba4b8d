import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = resolve(import.meta.dirname, '../../widget/element/dist');
const cdn = join(dist, 'cdn');

export interface FileSizes {
  /** Bytes after gzip -9, as `npm run build` made the files. */
  loader: number;
  /** Everything that opening the chat loads, the loader included. */
  firstOpen: number;
  /** The wrapper alone; it loads the widget when it is mounted. */
  reactWrapper: number;
  /** Chunks that come when they are needed, by name. */
  chunks: Chunk[];
  /** Languages besides English, by name: each in as many chunks as there are panels with texts of their own. */
  locales: { name: string; chunks: Chunk[] }[];
}

export interface Chunk {
  name: string;
  bytes: number;
}

const bytesOf = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

export function measureFiles(): FileSizes {
  if (!existsSync(join(cdn, 'embed.js'))) throw new Error('The widget is not built: npm run build');
  const all = readdirSync(join(cdn, 'chunks')).map((file) => ({
    name: file.replace(/-[\w-]{8}\.js$/, '').replace('.component', ''),
    bytes: bytesOf(join(cdn, 'chunks', file)),
  }));
  const loader = bytesOf(join(cdn, 'embed.js'));
  const core = all.find(({ name }) => name === 'core')?.bytes ?? 0;
  const languages = languagesOf();
  const later = all.filter(({ name }) => name !== 'core').sort((a, b) => a.name.localeCompare(b.name));
  return {
    loader,
    firstOpen: loader + bytesOf(join(cdn, 'widget.js')) + core,
    reactWrapper: bytesOf(join(dist, 'react.js')),
    chunks: later.filter(({ name }) => !languages.includes(name)),
    locales: languages.map((name) => ({ name, chunks: later.filter((chunk) => chunk.name === name) })),
  };
}

/** A file of the sources for each language. */
function languagesOf(): string[] {
  const folder = resolve(import.meta.dirname, '../../widget/element/src/locales');
  return existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.ts$/, '')) : [];
}
