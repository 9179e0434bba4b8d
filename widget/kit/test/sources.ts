import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const panels = readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}/panel`);

/** What people see of the widget. */
export const widgetFolders = ['widget/kit/src', 'widget/element/src', ...panels];

/** What speaks the languages of its readers. */
export const spokenFolders = [...widgetFolders, 'server/web/src'];

/** What people see of the product: the playground, for those who build sites, speaks English. */
export const viewFolders = [...spokenFolders, 'server/web/playground'];

export interface Source {
  /** From the root of the repository. */
  path: string;
  file: ts.SourceFile;
}

/** The parsed modules of a folder; none where there is no such folder. */
export function sourcesOf(folder: string): Source[] {
  let names: string[] = [];
  try {
    names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    // A plugin without a panel.
  }
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = `${folder}/${name}`;
      const text = readFileSync(join(root, path), 'utf8');
      return { path, file: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
    });
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The value of a literal of strings and objects; what it spreads is left out. */
export function literalOf(node: ts.Node): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isObjectLiteralExpression(node)) throw new Error(`not a literal: ${node.getText()}`);
  return Object.fromEntries(
    node.properties
      .filter((property) => ts.isPropertyAssignment(property))
      .map(({ name, initializer }) => [(name as ts.Identifier).text, literalOf(initializer)]),
  );
}
