import type { Token } from '../../shared/types.js';
import { convert } from './convert.js';
import { type People, splitMentions } from './mentions.js';
import { parserFor } from './parser.js';

/** Longest text that is parsed, in UTF-16 units; longer ones are shown as they are. */
export const maxParsed = 16_384;
/** Most lines that are parsed: 4,096 items of a list took 54 ms, and their tokens are refused anyway. */
const maxLines = 800;
/** Most marks of emphasis, code and links: crossing pairs of 9,800 stars took 40 ms. */
const maxMarks = 3_000;
/** Tokens may take this many times the text as JSON, or `smallTokens` bytes if that is more; else the text stays plain. */
const maxGrowth = 10;
const smallTokens = 2_048;

export interface Parsed {
  /** Absent when the text says the same without them. */
  tokens?: Token[];
  /** `tokens` as JSON: it is measured anyway, and stored as it is. */
  json: string | null;
  /** Ids of `people` that the text names outside of code and links. */
  mentions: string[];
}

// Whatever can be markup, at the place where it can be; most chat lines hold none of it and skip the parser.
const markup = /[*_~`#>|[\]&\\<]|^[ \t]*(?:[-+=]|\d{1,9}[.)])|https?:\/\/|mailto:/im;

/** Parses a message to the safe token tree. Never throws, never yields HTML. */
export function parseMarkdown(text: string, people: People = new Map()): Parsed {
  const mentioned = new Set<string>();
  if (text.length > maxParsed) return { json: null, mentions: [] };
  if (!markup.test(text) || isTooMuch(text)) return plain(text, people, mentioned);
  const tokens = convert(parserFor(text).parse(text, {}), people, mentioned);
  if (saysTheSame(tokens, text)) return { json: null, mentions: [] };
  const json = JSON.stringify(tokens);
  const room = Math.max(smallTokens, maxGrowth * Buffer.byteLength(text));
  if (Buffer.byteLength(json) > room) return { json: null, mentions: [...mentioned] };
  return { tokens, json, mentions: [...mentioned] };
}

/** More structure than anybody types; the time of the parser grows with its square. */
function isTooMuch(text: string): boolean {
  let lines = 0;
  let marks = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) lines += 1;
    else if (isMark[code]) marks += 1;
  }
  return lines > maxLines || marks > maxMarks;
}

const isMark: readonly (boolean | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  '*_~`[]'.includes(String.fromCharCode(code)),
);

/** Text without markup: only mentions need tokens. */
function plain(text: string, people: People, mentioned: Set<string>): Parsed {
  if (people.size === 0) return { json: null, mentions: [] };
  const children: Token[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) children.push({ type: 'break' });
    if (line !== '') children.push(...splitMentions(line, people, mentioned));
  }
  if (mentioned.size === 0) return { json: null, mentions: [] };
  const tokens: Token[] = [{ type: 'paragraph', children }];
  return { tokens, json: JSON.stringify(tokens), mentions: [...mentioned] };
}

/** True when the tree is paragraphs of text that read exactly as the source does, spaces aside. */
function saysTheSame(tokens: readonly Token[], text: string): boolean {
  let seen = '';
  for (const block of tokens) {
    if (block.type !== 'paragraph') return false;
    for (const child of block.children ?? []) {
      if (child.type === 'text') seen += child.text;
      else if (child.type !== 'break') return false;
    }
  }
  return seen.replace(/\s+/g, '') === text.replace(/\s+/g, '');
}
