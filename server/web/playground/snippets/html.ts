import type { Settings } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';
import { elementAttributes, literal, propertiesOf, styleBlock, written } from './parts.js';

/** One tag that draws the launcher and loads the rest on the first sign of intent. */
export function scriptTag(settings: Settings, origin: string): string {
  if (chosen(settings, 'as') === 'client')
    return `<!-- A client is an object, which the loader cannot take: the element can. -->\n${moduleTag(settings, origin)}`;
  const data = elementAttributes(settings)
    .filter(([name, value]) => !(name === 'mode' && value === 'launcher'))
    .map(([name, value]): [string, string] => [`data-${name}`, value]);
  const lines = [`async src="${origin}/embed.js"`, ...data.map(written)];
  return `${styleBlock(settings)}<script ${lines.join('\n  ')}></script>${lateProperties(settings)}`;
}

/** The loader takes attributes only: objects follow once the widget stands. */
function lateProperties(settings: Settings): string {
  const lines = propertiesOf(settings).map(([name, value]) => `    widget.${name} = ${literal(value)};\n`);
  if (lines.length === 0) return '';
  return `\n<script>
  document.addEventListener('tb-ready', ({ target: widget }) => {
${lines.join('')}  }, { once: true });
</script>`;
}

/** The element itself, as a module. */
export function moduleTag(settings: Settings, origin: string): string {
  const attributes = elementAttributes(settings).map(written);
  const element = `<team-brain ${attributes.join('\n  ')}></team-brain>`;
  const lines = propertiesOf(settings).map(([name, value]) => `  widget.${name} = ${literal(value)};\n`);
  if (chosen(settings, 'as') === 'client') lines.push('  widget.client = tb; // the client of your page\n');
  const script = lines.length
    ? `<script type="module">
  import '${origin}/widget.js';
  const widget = document.querySelector('team-brain');
${lines.join('')}</script>`
    : `<script type="module" src="${origin}/widget.js"></script>`;
  return `${styleBlock(settings)}${element}\n${script}`;
}
