import type { EmbedScope } from '@teambrain/sdk';

interface Themed extends HTMLElement {
  theme: string;
}

const sheets = new WeakMap<Themed, CSSStyleSheet>();

/** Gives a widget the colours of its app. The page's own rules and attributes come before them. */
export function applyAppTheme(widget: Themed, { scheme, properties = {} }: EmbedScope['theme']): void {
  const root = widget.shadowRoot;
  if (!root) return;
  if (scheme && !widget.hasAttribute('theme')) widget.theme = scheme;
  const sheet = sheets.get(widget) ?? new CSSStyleSheet();
  sheet.replaceSync(':host{}');
  // Set one by one: a value can then be nothing but a value.
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  for (const [name, value] of Object.entries(properties)) style.setProperty(`--tb-${name}`, value);
  if (!sheets.has(widget)) root.adoptedStyleSheets.push(sheet);
  sheets.set(widget, sheet);
}
