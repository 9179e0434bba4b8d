import { backwards, fold, pairs, quoteWord, reverse, runsOf, spacedWords } from './words.js';

/** Most words of a query that are looked for; the rest is ignored. */
const maxQueryWords = 16;
/** Shortest word in which one wrong letter is forgiven. */
const minTypoLength = 4;

export interface QueryWord {
  /** Folded. */
  text: string;
  unspaced: boolean;
}

export interface SearchQuery {
  words: QueryWord[];
  /** Every word, by its beginning. As input of a `tsquery`. */
  strict: string;
  /** Every word with one wrong letter, or some of the words. Null when that adds nothing. */
  loose: string | null;
}

/** Reads a query as plain text: no operator, quote or wildcard means anything. Null when it holds no word. */
export function parseQuery(text: string): SearchQuery | null {
  const words: QueryWord[] = [];
  const seen = new Set<string>();
  for (const run of runsOf(text)) {
    const folded = run.unspaced ? fold(run.text) : spacedWords(run.text)[0];
    if (folded === undefined || folded === '' || seen.has(folded)) continue;
    seen.add(folded);
    words.push({ text: folded, unspaced: run.unspaced });
    if (words.length === maxQueryWords) break;
  }
  if (words.length === 0) return null;
  const exact = words.map((word) => (word.unspaced ? unspacedQuery(word.text) : prefix(word.text)));
  const forgiving = words.map((word, index) => typoQuery(word) ?? (exact[index] as string));
  const strict = exact.join(' & ');
  const all = forgiving.map((part) => `(${part})`).join(' & ');
  const some = words.flatMap(({ text, unspaced }) => (unspaced ? pairs(text).map(prefix) : [prefix(text)]));
  const loose = some.length > 1 ? `(${all}) | ${some.join(' | ')}` : all;
  return { words, strict, loose: loose === strict ? null : loose };
}

function prefix(text: string): string {
  return `${quoteWord(text)}:*`;
}

/** All pairs of characters; the words of the dictionary were only indexed for what is shorter. */
function unspacedQuery(text: string): string {
  return `(${pairs(text).map(prefix).join(' & ')})`;
}

/** One wrong letter leaves the first or the second half of a word whole. */
function typoQuery({ text, unspaced }: QueryWord): string | null {
  const chars = [...text];
  if (unspaced || chars.length < minTypoLength) return null;
  const half = Math.floor(chars.length / 2);
  const first = chars.slice(0, half).join('');
  const second = backwards + reverse(chars.slice(half + (chars.length % 2)).join(''));
  return `${prefix(first)} | ${prefix(second)}`;
}
