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
  const some = [all, ...withoutOne(exact), ...(words.length <= 2 ? words.flatMap(pairsOf) : [])];
  const loose = some.length > 1 ? some.map((way) => `(${way})`).join(' | ') : all;
  return { words, strict, loose: loose === strict ? null : loose };
}

/** All words but one, for each of them. */
function withoutOne(exact: readonly string[]): string[] {
  if (exact.length < 2) return [];
  return exact.map((_, left) => exact.filter((_, index) => index !== left).join(' & '));
}

/** A wrong character spoils two pairs of an unspaced word; the others still find it. */
function pairsOf({ text, unspaced }: QueryWord): string[] {
  return unspaced && text.length > 2 ? pairs(text).map(prefix) : [];
}

function prefix(text: string): string {
  return `${quoteWord(text)}:*`;
}

/** All pairs of characters; the words of the dictionary were only indexed for what is shorter. */
function unspacedQuery(text: string): string {
  return `(${pairs(text).map(prefix).join(' & ')})`;
}

/** Longest word that is tried at each of its letters; longer ones in steps. */
const maxSteps = 8;

/**
 * One wrong letter leaves what stands before it and what stands after it: for each place the beginning and, read from
 * behind, the end of a word. Two swapped neighbours are tried as they are.
 */
function typoQuery({ text, unspaced }: QueryWord): string | null {
  const chars = [...text];
  const { length } = chars;
  if (unspaced || length < minTypoLength) return null;
  const step = Math.ceil(length / maxSteps);
  // One wider than the step, so that two neighbours on both sides of it can be swapped.
  const width = step === 1 ? 1 : step + 1;
  const ways: string[] = [prefix(text)];
  for (let at = 0; at < length; at += step) {
    ways.push(aroundGap(chars.slice(0, at), chars.slice(at + width)));
    if (step === 1 && at > 0)
      ways.push(
        prefix([...chars.slice(0, at - 1), chars[at], chars[at - 1], ...chars.slice(at + 1)].join('')),
      );
  }
  return ways.join(' | ');
}

/** Shortest part of a word that narrows a search down; the index would read a tenth of all words for a shorter one. */
const minPart = 3;

/** Words that begin and end like this. Parts that are too short are left out where the other one is long enough. */
function aroundGap(start: readonly string[], end: readonly string[]): string {
  const needed = Math.min(minPart, Math.max(start.length, end.length));
  const ways: string[] = [];
  if (start.length >= needed) ways.push(prefix(start.join('')));
  if (end.length >= needed) ways.push(prefix(backwards + reverse(end.join(''))));
  return `(${ways.join(' & ')})`;
}
