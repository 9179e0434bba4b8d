import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it.each(['llms.txt', 'README.md', 'widget/element/README.md', 'examples/README.md'])(
  '%s leads to pages that are there',
  (file) => {
    const links = [...readFileSync(join(root, file), 'utf8').matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    const here = links.filter((target) => !/^https?:/.test(target));
    expect(here.length).toBeGreaterThan(0);
    expect(here.filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
  },
);
