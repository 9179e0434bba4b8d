import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** Comments go, and white space that CSS does not read. A space before `:` or around `>` may mean something and stays. */
export function minifyCss(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}

/** Line breaks with their indentation become one space, which HTML reads as the same. */
export function minifyHtml(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

const minifiers: Record<string, (text: string) => string> = {
  html: minifyHtml,
  svg: minifyHtml,
  css: minifyCss,
};

/** The source with the texts of its `html`, `svg` and `css` templates made short. */
export function minifyTemplates(source: string, fileName: string): string {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const minify =
      ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) ? minifiers[node.tag.text] : undefined;
    if (minify && ts.isTaggedTemplateExpression(node)) {
      const { template } = node;
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template]
        : [template.head, ...template.templateSpans.map((span) => span.literal)];
      for (const part of parts) {
        const start = part.getStart() + 1;
        const last = ts.isNoSubstitutionTemplateLiteral(part) || ts.isTemplateTail(part);
        const end = part.getEnd() - (last ? 1 : 2);
        edits.push({ start, end, text: minify(source.slice(start, end)) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

/** For esbuild and tsup. Leaves everything outside of the repository's own sources alone. */
export const templatePlugin: Plugin = {
  name: 'minify-templates',
  setup(build) {
    build.onLoad({ filter: /(widget|panel|web)[\\/].*\.ts$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const source = await readFile(path, 'utf8');
      return { contents: minifyTemplates(source, path), loader: 'ts' };
    });
  },
};
