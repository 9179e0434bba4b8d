import ts from 'typescript';
import { expect, it } from 'vitest';
import { sourcesOf, viewFolders, walk, widgetFolders } from './sources.js';

/** Text that a person would read in an `html` template: between tags, and in the attributes that are read out or shown. */
export function wordsIn(template: string): string[] {
  const attributes = [
    ...template.matchAll(/\s(?:aria-label|title|placeholder|alt|heading|label)="([^"$]*)"/g),
  ].map((found) => found[1] ?? '');
  const text = template.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '\n');
  return (
    [...attributes, ...text.split('\n')]
      .map((line) => line.replaceAll('\0', '').trim())
      // A custom property is code.
      .filter((line) => /\p{L}{2}/u.test(line) && !line.startsWith('--'))
  );
}

function templatesOf(file: ts.SourceFile): string[] {
  const templates: string[] = [];
  walk(file, (node) => {
    if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'html') return;
    const { template } = node;
    const parts = ts.isNoSubstitutionTemplateLiteral(template)
      ? [template.text]
      : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
    templates.push(parts.join('\0'));
  });
  return templates;
}

/** Properties whose values people read: toasts, menu items, dialogs. */
const spoken = /^(label|text|heading|hint|title|placeholder|ariaLabel)$/;

/** Texts in quotes that go where people read them. */
function quotedIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (!ts.isPropertyAssignment(node) || !spoken.test(node.name.getText())) return;
    const { initializer } = node;
    if (ts.isStringLiteralLike(initializer) && /\p{L}{2}/u.test(initializer.text) && !inCatalog(node))
      found.push(initializer.text);
  });
  return found;
}

/** Catalogs and their translations are where texts belong; a nested `{ text: 'text' }` names a thing by a key. */
function inCatalog(node: ts.Node): boolean {
  if (ts.isCallExpression(node))
    return node.expression.getText() === 'defineMessages' || inCatalog(node.parent);
  if (ts.isVariableDeclaration(node)) return node.name.getText() === 'translations';
  return node.parent ? inCatalog(node.parent) : false;
}

it('finds words where they stand', () => {
  expect(wordsIn('<b title="Close">\0</b> Hello <i aria-label=\0>\0</i>')).toEqual(['Close', 'Hello']);
});

it.each(viewFolders)('%s takes every text of a template from a catalog', (folder) => {
  const found = sourcesOf(folder).flatMap(({ path, file }) =>
    templatesOf(file)
      .flatMap(wordsIn)
      .map((words) => `${path}: ${words}`),
  );
  expect(found).toEqual([]);
});

it('the widget gives no text in quotes to what is read out or shown', () => {
  const found = widgetFolders
    .flatMap(sourcesOf)
    .flatMap(({ path, file }) => quotedIn(file).map((words) => `${path}: ${words}`));
  expect(found).toEqual([]);
});
