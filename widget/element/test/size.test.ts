import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const cdn = fileURLToPath(new URL('../dist/cdn', import.meta.url));
const size = (file: string): number => gzipSync(readFileSync(join(cdn, file)), { level: 9 }).length;
const core = (): string =>
  join('chunks', readdirSync(join(cdn, 'chunks')).find((name) => name.startsWith('core-')) ?? '');

/** Bytes after gzip, of what `npm run build` made. */
describe.runIf(existsSync(cdn))('the built files stay small', () => {
  it('loader: 1.5 KB', () => {
    expect(size('embed.js')).toBeLessThanOrEqual(1536);
  });

  it('first opening of the chat, loader and all: 45 KiB', () => {
    expect(size('embed.js') + size('widget.js') + size(core())).toBeLessThanOrEqual(45 * 1024);
  });

  it('every chunk that comes later: 8 KiB, the table of emoji 20 KiB, its words in a language 25 KiB', () => {
    const later = readdirSync(join(cdn, 'chunks')).filter((name) => !name.startsWith('core-'));
    const limit = (name: string): number =>
      (name.startsWith('emoji-words') ? 25 : name.startsWith('emoji-search') ? 20 : 8) * 1024;
    expect(later.filter((name) => size(join('chunks', name)) > limit(name))).toEqual([]);
  });

  it('a language: 4 KiB a chunk', () => {
    const languages = readdirSync(join(cdn, 'chunks')).filter((name) => /^[a-z]{2}-[^-]+$/.test(name));
    expect(new Set(languages.map((name) => name.slice(0, 2)))).toEqual(
      new Set(['ar', 'de', 'es', 'fr', 'ja', 'pt', 'zh']),
    );
    expect(languages.filter((name) => size(join('chunks', name)) > 4 * 1024)).toEqual([]);
  });

  it('and hold nothing but ASCII', () => {
    const files = [
      'embed.js',
      'widget.js',
      ...readdirSync(join(cdn, 'chunks')).map((name) => join('chunks', name)),
    ];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
    expect(files.filter((file) => /[^\x00-\x7f]/.test(readFileSync(join(cdn, file), 'utf8')))).toEqual([]);
  });
});
