import { readFileSync } from 'node:fs';

export interface CodeBlock {
  language: string;
  text: string;
}

/** The code blocks of a page of Markdown, from a heading to the next one of its level; of the whole page without one. */
export function codeBlocks(file: string, heading?: string): CodeBlock[] {
  const page = readFileSync(file, 'utf8');
  const start = heading ? page.indexOf(`${heading}\n`) : 0;
  if (start < 0) throw new Error(`${file} has no ${heading}`);
  const after = page.indexOf('\n## ', start + 1);
  const section = heading && after > 0 ? page.slice(start, after) : page.slice(start);
  return [...section.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}
