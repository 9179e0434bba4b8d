import type { Message, Token } from '../../shared/types.js';

/** Tokens that stand within a line; all others end one. */
const inline: ReadonlySet<Token['type']> = new Set([
  'text',
  'strong',
  'em',
  'strike',
  'code',
  'link',
  'image',
  'mention',
  'room',
  'emoji',
]);

/** A message as people read it, in one line: without the signs of Markdown. */
export function shownText({ text, tokens }: Pick<Message, 'text' | 'tokens'>): string {
  return tokens?.length ? textOf(tokens).replaceAll(/\s+/g, ' ').trim() : text;
}

/** The parser keeps trees shallow. */
function textOf(tokens: readonly Token[]): string {
  let out = '';
  for (const { type, text = '', children = [] } of tokens)
    out += inline.has(type) ? text + textOf(children) : ` ${text}${textOf(children)} `;
  return out;
}
