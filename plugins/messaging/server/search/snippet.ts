import type { QueryWord } from './query.js';
import { isOneEditAway } from './score.js';
import { fold, pairs, runsOf } from './words.js';

/** Characters of a snippet, and how many of them stand before the first match. */
const length = 200;
const before = 60;
/** Characters of a text that are looked at. */
const maxScanned = 16_384;

/** The part of a text around the first match, and where the words of the query are in it. */
export function snippetOf(
  text: string,
  words: readonly QueryWord[],
): { snippet: string; matches: [number, number][] } {
  const found = matchesIn(text.slice(0, maxScanned), words);
  const first = found[0]?.[0] ?? 0;
  let start = first <= before ? 0 : first - before;
  if (start > 0) {
    const space = text.indexOf(' ', start);
    if (space !== -1 && space < first) start = space + 1;
    else if (isLowSurrogate(text, start)) start += 1;
  }
  let end = Math.min(text.length, start + length);
  if (end < text.length && isLowSurrogate(text, end)) end -= 1;
  const prefix = start > 0 ? '…' : '';
  const suffix = end < text.length ? '…' : '';
  const snippet = prefix + text.slice(start, end) + suffix;
  const matches = found
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from - start + prefix.length, to - start + prefix.length]);
  return { snippet, matches };
}

function matchesIn(text: string, words: readonly QueryWord[]): [number, number][] {
  const out: [number, number][] = [];
  for (const run of runsOf(text)) {
    if (run.unspaced) addUnspaced(out, run.text, run.index, words);
    else if (words.some((word) => !word.unspaced && matchesWord(run.text, word.text)))
      out.push([run.index, run.index + run.text.length]);
  }
  return out;
}

function matchesWord(shown: string, wanted: string): boolean {
  const folded = fold(shown);
  if (folded.startsWith(wanted)) return true;
  for (const part of folded.split(/[._'’:@-]/))
    if (part.startsWith(wanted) || (wanted.length >= 4 && isOneEditAway(wanted, part))) return true;
  return folded.length <= 64 && folded.includes(wanted);
}

/** The whole word where it stands, else the pairs of it that are there. Folding must not have moved anything. */
function addUnspaced(
  out: [number, number][],
  shown: string,
  index: number,
  words: readonly QueryWord[],
): void {
  const folded = fold(shown);
  if (folded.length !== shown.length) {
    if (words.some((word) => word.unspaced && folded.includes(word.text)))
      out.push([index, index + shown.length]);
    return;
  }
  for (const word of words) {
    if (!word.unspaced) continue;
    const wanted = folded.includes(word.text) ? [word.text] : pairs(word.text);
    for (const part of wanted) {
      const at = folded.indexOf(part);
      if (at !== -1) out.push([index + at, index + at + part.length]);
    }
  }
  out.sort((a, b) => a[0] - b[0]);
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}
