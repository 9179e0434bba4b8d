import ts from 'typescript';
import type { NamedFacts } from './facts.js';

/**
 * What the comments of classes say behind a tag: `@slot footer - Below everything.` names one with its meaning,
 * `@csspart message author time` several without. A name that comes again is told once.
 */
export function readNamed(classes: readonly ts.ClassDeclaration[], tag: string): NamedFacts[] {
  const found = new Map<string, string>();
  for (const node of classes) {
    for (const { tagName, comment } of ts.getJSDocTags(node)) {
      if (tagName.text !== tag) continue;
      const text = (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
      const [names = '', ...meaning] = text.split(/ - /);
      for (const name of names.trim().split(' ')) found.set(name, found.get(name) || meaning.join(' - '));
    }
  }
  return [...found].map(([name, description]) => ({ name, description }));
}
