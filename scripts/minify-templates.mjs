import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** Comments go, white space that CSS does not read, quotes and zeros that it does not need. A space before `:` stays. */
export function minifyCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/ > /g, '>')
    .replace(/\[([\w-]+)='([a-z-]+)'\]/g, '[$1=$2]')
    .replace(/#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b/g, '#$1$2$3')
    .replace(/(?<=[\s:,(-])0\.(?=\d)/g, '.')
    .replace(/;}/g, '}')
    .replace(/(?<=\{)[^{}]+(?=\})/g, inOneOrder);
}

/** Properties of one family may overrule each other, so they keep their order: `font` sets `line-height`, too. */
function familyOf(declaration) {
  const [name] = declaration.split(':');
  if (name === 'line-height') return 'font';
  if (/^(align|justify|place)-/.test(name)) return 'align';
  if (name.endsWith('gap')) return 'gap';
  return name.startsWith('--') ? name : name.split('-')[0];
}

/** Declarations that stand in the same order everywhere compress better. */
function inOneOrder(block) {
  const order = (a, b) => (a.family < b.family ? -1 : a.family > b.family ? 1 : 0);
  return block
    .split(';')
    .map((text) => ({ text, family: familyOf(text) }))
    .sort(order)
    .map(({ text }) => text)
    .join(';');
}

/** Line breaks with their indentation become one space, which HTML reads as the same; single words need no quotes. */
export function minifyHtml(text) {
  return text.replace(/\s*\n\s*/g, ' ').replace(/=(["'])([\w-]+)\1(?=[ >])/g, '=$2');
}

/** esbuild leaves tagged templates as they are, `charset: ascii` or not, because a tag may read their raw text. Lit does not. */
function escapeNonAscii(text) {
  return text.replace(/[^\0-\x7f]/gu, (char) => `\\u{${char.codePointAt(0).toString(16)}}`);
}

const minifiers = { html: minifyHtml, svg: minifyHtml, css: minifyCss };

/** The source with the texts of its `html`, `svg` and `css` templates made short. */
export function minifyTemplates(source, fileName) {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const edits = [];
  const visit = (node) => {
    const minify =
      ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && minifiers[node.tag.text];
    if (minify) {
      const { template } = node;
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template]
        : [template.head, ...template.templateSpans.map((span) => span.literal)];
      for (const part of parts) {
        const start = part.getStart() + 1;
        const isLast = ts.isNoSubstitutionTemplateLiteral(part) || ts.isTemplateTail(part);
        const end = part.getEnd() - (isLast ? 1 : 2);
        edits.push({ start, end, text: escapeNonAscii(minify(source.slice(start, end))) });
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
export const templatePlugin = {
  name: 'minify-templates',
  setup(build) {
    build.onLoad({ filter: /(widget|panel|web)[\\/].*\.ts$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      return { contents: minifyTemplates(await readFile(path, 'utf8'), path), loader: 'ts' };
    });
  },
};
