import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const folders = [
  'widget/kit/src',
  'widget/element/src',
  'server/web/src',
  'server/web/playground',
  ...readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}/panel`),
];

/** Text that a person would read in an `html` template: between tags, and in the attributes that are read out or shown. */
export function wordsIn(template: string): string[] {
  const attributes = [
    ...template.matchAll(/\s(?:aria-label|title|placeholder|alt|heading|label)="([^"$]*)"/g),
  ].map((found) => found[1] ?? '');
  const text = template.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '\n');
  return [...attributes, ...text.split('\n')]
    .map((line) => line.replaceAll('\0', '').trim())
    .filter((line) => /\p{L}{2}/u.test(line));
}

function templatesOf(source: string, name: string): string[] {
  const templates: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') {
      const { template } = node;
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template.text]
        : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
      templates.push(parts.join('\0'));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true));
  return templates;
}

it('finds words where they stand', () => {
  expect(wordsIn('<b title="Close">\0</b> Hello <i aria-label=\0>\0</i>')).toEqual(['Close', 'Hello']);
});

it.each(folders)('%s takes every text from a catalog', (folder) => {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = files.flatMap((file) =>
    templatesOf(readFileSync(join(root, folder, file), 'utf8'), file)
      .flatMap(wordsIn)
      .map((words) => `${file}: ${words}`),
  );
  expect(found).toEqual([]);
});
