import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const skipped = new Set(['node_modules', 'dist', 'test', '.git', 'static']);

/** Every TypeScript source below these folders of the repository, without tests and build configuration. */
export function sourceFiles(dirs: readonly string[]): string[] {
  const found: string[] = [];
  const visit = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (/\.tsx?$/.test(entry.name) && !/\.test\.ts$|tsup\.config\.ts$/.test(entry.name))
        found.push(path);
    }
  };
  for (const dir of dirs) visit(join(root, dir));
  return found.map((path) => relative(root, path).split(sep).join('/'));
}

export interface Import {
  file: string;
  specifier: string;
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(?:type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]/g;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The imports of one file, static, re-exported and dynamic. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    // What a template holds is text: code that is shown to people, for one.
    .replace(/`(?:[^`\\]|\\.)*`/g, '``');
  const found: Import[] = [];
  for (const pattern of [statement, dynamic])
    for (const [, specifier = ''] of text.matchAll(pattern)) found.push({ file, specifier });
  return found;
}
