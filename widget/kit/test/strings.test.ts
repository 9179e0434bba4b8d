import ts from 'typescript';
import { expect, it } from 'vitest';
import { sourcesOf, spokenFolders, viewFolders, walk } from './sources.js';

const readable =
  'aria-(?:label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|heading|label|text';

/** Text that a person would read in an `html` template: between tags, and in the attributes that are read out or shown. */
export function wordsIn(template: string): string[] {
  const attributes = [
    ...template.matchAll(new RegExp(`\\s\\.?(?:${readable})=(?:"([^"]*)"|([\\w-]+))`, 'g')),
  ].map((found) => found[1] ?? found[2] ?? '');
  const text = template.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '\n');
  return [...attributes, ...text.split('\n')]
    .map((line) => line.replaceAll('\0', '').trim())
    .filter(hasWords);
}

/** A custom property is code, and so is an address. */
const hasWords = (text: string): boolean =>
  /\p{L}{2}|[\p{Script=Han}\p{Script=Hiragana}]/u.test(text) && !/^(--|\/)/.test(text);

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

/** The texts in quotes that an expression may come to. What it hands to a function is none: `t('send')` names a text. */
function literalsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [
      node.head.text,
      ...node.templateSpans.flatMap((span) => [...literalsOf(span.expression), span.literal.text]),
    ];
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const joins = /^(\|\||\?\?|\+)$/.test(node.operatorToken.getText());
    return [...(joins ? literalsOf(node.left) : []), ...(joins || isAnd(node) ? literalsOf(node.right) : [])];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalsOf(node.expression);
  return [];
}

const isAnd = (node: ts.BinaryExpression): boolean => node.operatorToken.getText() === '&&';

/** Texts in quotes in the holes of a template that stand between tags, or fill an attribute that is read out or shown. */
function filledIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const filled = new RegExp(`\\s\\.?(?:${readable})=(?:"[^"]*|'[^']*)?$`);
  walk(file, (node) => {
    if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'html') return;
    if (!ts.isTemplateExpression(node.template)) return;
    let before = node.template.head.text;
    for (const { expression, literal } of node.template.templateSpans) {
      const inTag = before.lastIndexOf('<') > before.lastIndexOf('>');
      if (!inTag || filled.test(before)) found.push(...literalsOf(expression).filter(hasWords));
      before += `\0${literal.text}`;
    }
  });
  return found;
}

/** Properties whose values people read: toasts, menu items, dialogs, elements. */
const spoken = /^(label|text|heading|hint|title|placeholder|alt|aria[A-Z]\w+|textContent|innerText)$/;
const keepsOut = /^aria(Expanded|Hidden|Pressed|Selected|HasPopup|Modal|Live|Current|Invalid)$/;

/** Texts in quotes that go where people read them. */
function quotedIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const take = (name: string, value: ts.Node | undefined): void => {
    if (value && spoken.test(name) && !keepsOut.test(name)) found.push(...literalsOf(value).filter(hasWords));
  };
  walk(file, (node) => {
    if (ts.isPropertyAssignment(node) && !inCatalog(node)) take(node.name.getText(), node.initializer);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      if (ts.isPropertyAccessExpression(node.left)) take(node.left.name.text, node.right);
    }
    if (!ts.isCallExpression(node)) return;
    const [first, second] = node.arguments;
    const name = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.name.text
      : node.expression.getText();
    if (
      name === 'setAttribute' &&
      first &&
      ts.isStringLiteralLike(first) &&
      new RegExp(`^(${readable})$`).test(first.text)
    )
      take('label', second);
    if (/^(announce|say|alert|confirm)$/.test(name)) take('text', first);
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

const parse = (text: string): ts.SourceFile =>
  ts.createSourceFile('planted.ts', text, ts.ScriptTarget.Latest, true);

it('finds words where they stand', () => {
  expect(wordsIn('<b title="Close">\0</b> Hello <i aria-label=\0>\0</i> <p .heading=Done></p>')).toEqual([
    'Close',
    'Done',
    'Hello',
  ]);
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: source texts
it.each([
  ["html`<b>${online ? 'Online' : t('offline')}</b>`", 'Online'],
  ['html`<b aria-label=${`Close ${name}`}></b>`', 'Close '],
  ["html`<tb-dialog .heading=${this.heading || 'Settings'}></tb-dialog>`", 'Settings'],
  ['html`<b title="Pin ${open ? \'Unpin\' : nothing}"></b>`', 'Unpin'],
])('finds words that fill a hole: %s', (planted, words) => {
  expect(filledIn(parse(planted))).toEqual([words]);
});

it.each([
  'html`<b class=${open ? "open" : "shut"} data-state=${`is-${state}`}>${t("send")}</b>`',
  'html`<b @click=${() => act("send")} role=${wide ? "tab" : nothing}>${names.join(", ")}</b>`',
])('leaves code alone: %s', (source) => {
  expect(filledIn(parse(source))).toEqual([]);
});

it.each([
  ['toast({ text: `Sent to ${name}` })', 'Sent to '],
  ["button.ariaLabel = given ?? 'Open chat'", 'Open chat'],
  ["field.setAttribute('placeholder', 'Write here')", 'Write here'],
  ["actions.announce(many ? 'New messages' : t('one'))", 'New messages'],
  ["line.textContent = 'Nobody is here'", 'Nobody is here'],
])('finds words in quotes: %s', (planted, words) => {
  expect(quotedIn(parse(planted))).toEqual([words]);
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: source texts

it.each(viewFolders)('%s takes every text of a template from a catalog', (folder) => {
  const found = sourcesOf(folder).flatMap(({ path, file }) =>
    [...templatesOf(file).flatMap(wordsIn), ...filledIn(file)].map((words) => `${path}: ${words}`),
  );
  expect(found).toEqual([]);
});

/** Has no catalog: a word that most languages know, and what the others call it. */
const loader = 'widget/element/src/embed.ts';

it('gives no text in quotes to what is read out or shown', () => {
  const found = spokenFolders
    .flatMap(sourcesOf)
    .filter(({ path }) => path !== loader)
    .flatMap(({ path, file }) => quotedIn(file).map((words) => `${path}: ${words}`));
  expect(found).toEqual([]);
});

it('shows no sentence of a server without asking whether its reader reads English', () => {
  const callers = spokenFolders
    .flatMap(sourcesOf)
    .filter(({ file }) => /\b(?:error|failure|problem)\??\.(?:message|detail)\b/.test(file.text))
    .map(({ path }) => path);
  // Which hands it to readers of English alone.
  expect(callers).toEqual(['server/web/src/form.ts']);
});
