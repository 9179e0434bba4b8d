import { html, type TemplateResult } from 'lit';

/** What is coloured: comments, texts in quotes, words of the language and names of tags. Everything else stays plain. */
const pattern =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->)|(?<text>"[^"\n]*"|'(?:[^'\\\n]|\\.)*')|(?<word>\b(?:import|from|export|function|return|const|let|async|await|if|new)\b)|(?<tag><\/?[a-z][\w-]*|\/?>)/gi;

/** The code in spans by kind, with nothing added and nothing lost. */
export function highlight(code: string): TemplateResult[] {
  const parts: TemplateResult[] = [];
  let at = 0;
  for (const match of code.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    parts.push(html`${code.slice(at, match.index)}<span class=${kind ?? ''}>${match[0]}</span>`);
    at = match.index + match[0].length;
  }
  parts.push(html`${code.slice(at)}`);
  return parts;
}
