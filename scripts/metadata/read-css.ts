import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Every `--tb-…` that the style sheets ask for or set, and the files they are looked for in. */
export function usedCssProperties(): Set<string> {
  const names = styleFiles().flatMap(
    (file) => readFileSync(file, 'utf8').match(/--tb-[a-z]+(-[a-z]+)*/g) ?? [],
  );
  return new Set(names);
}

/** Defaults: what the first `:host` of the theme and of the element's own sheets give. */
export function readCssDefaults(element: string): Map<string, string> {
  const sheets = [
    join(root, 'widget/kit/src/theme.ts'),
    ...styleFiles().filter((file) => file.startsWith(dirname(element))),
  ];
  const defaults = new Map<string, string>();
  for (const sheet of sheets) {
    for (const [, block = ''] of readFileSync(sheet, 'utf8').matchAll(/^ {2}:host \{([^}]*)\}/gm)) {
      for (const [, name = '', value = ''] of block.matchAll(/(--tb-[a-z-]+):\s*([^;]+);/g)) {
        if (!defaults.has(name)) defaults.set(name, value.trim());
      }
    }
  }
  return defaults;
}

function styleFiles(): string[] {
  const panels = readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}/panel`);
  return ['widget/kit/src', 'widget/element/src', ...panels].flatMap((folder) => {
    const dir = join(root, folder);
    try {
      const files = readdirSync(dir, { recursive: true, encoding: 'utf8' });
      return files.filter((file) => file.endsWith('.ts')).map((file) => join(dir, file));
    } catch {
      return [];
    }
  });
}
