import { attributesOf, type Settings, tokensOf } from './settings.js';

export type SnippetKind = 'script' | 'module' | 'npm';

/** The code for a page, as it can be pasted. `origin` is the server that shows the playground. */
export function snippet(kind: SnippetKind, settings: Settings, origin: string): string {
  const css = styleOf(settings);
  switch (kind) {
    case 'script':
      return css + scriptTag(settings, origin);
    case 'module':
      return `${css}<script type="module" src="${origin}/widget.js"></script>\n${elementTag(settings)}`;
    default:
      return css + npmCode(settings, origin);
  }
}

const attribute = ([name, value]: [string, string]): string =>
  value === '' ? name : `${name}="${escapeHtml(value)}"`;

function scriptTag(settings: Settings, origin: string): string {
  const attributes = attributesOf(settings).map(([name, value]): [string, string] => [`data-${name}`, value]);
  if (settings.mode !== 'launcher') attributes.unshift(['data-mode', settings.mode]);
  const lines = [
    `async src="${origin}/embed.js"`,
    'data-token-url="/api/teambrain-token"',
    ...attributes.map(attribute),
  ];
  return `<script ${lines.join('\n  ')}></script>`;
}

function elementTag(settings: Settings): string {
  const lines = [
    `mode="${settings.mode}"`,
    'token-url="/api/teambrain-token"',
    ...attributesOf(settings).map(attribute),
  ];
  return `<team-brain ${lines.join('\n  ')}></team-brain>`;
}

function npmCode(settings: Settings, origin: string): string {
  return `import '@teambrain/widget';

// in your template
${elementTag(settings).replace('token-url=', `server="${origin}"\n  token-url=`)}`;
}

function styleOf(settings: Settings): string {
  const tokens = tokensOf(settings);
  if (tokens.length === 0) return '';
  const lines = tokens.map(([name, value]) => `    ${name}: ${value};`).join('\n');
  return `<style>\n  team-brain, team-brain-launcher-facade {\n${lines}\n  }\n</style>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
