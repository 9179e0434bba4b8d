import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, sourceFiles } from './sources.js';

/** File → files it imports by relative path, type-only imports included. */
function graph(): Map<string, string[]> {
  const files = new Set(sourceFiles(['core', 'plugins', 'sdk', 'widget', 'server']));
  const edges = new Map<string, string[]>();
  for (const file of files) {
    const targets = importsOf(file)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ specifier }) =>
        normalize(join(dirname(file), specifier))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts'),
      )
      .filter((target) => files.has(target));
    edges.set(file, targets);
  }
  return edges;
}

/** Strongly connected components of more than one file, or of a file that imports itself (Tarjan). */
function cycles(edges: Map<string, string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1 || edges.get(node)?.includes(node)) found.push(component);
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
}

it('finds a cycle where there is one', () => {
  expect(
    cycles(
      new Map([
        ['a', ['b']],
        ['b', ['a']],
        ['c', ['a']],
      ]),
    ),
  ).toHaveLength(1);
});

it('has no import cycle, type-only ones included', () => {
  expect(cycles(graph())).toEqual([]);
});
