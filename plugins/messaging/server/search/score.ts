import type { QueryWord } from './query.js';
import { backwards, pairs } from './words.js';

/** How well a message answers a query: 1 for every word that is there, less for one with a wrong letter. */
export function score(words: readonly QueryWord[], indexed: readonly string[]): number {
  let total = 0;
  for (const word of words)
    total += word.unspaced ? scorePairs(word.text, indexed) : scoreWord(word.text, indexed);
  return total / words.length;
}

function scorePairs(text: string, indexed: readonly string[]): number {
  const wanted = pairs(text);
  const found = wanted.filter((pair) => indexed.some((entry) => entry.startsWith(pair)));
  return found.length / wanted.length;
}

function scoreWord(text: string, indexed: readonly string[]): number {
  let best = 0;
  for (const entry of indexed) {
    if (entry.startsWith(backwards)) continue;
    if (entry === text) return 1;
    if (entry.startsWith(text)) best = Math.max(best, 0.9);
    else if (best < 0.7 && text.length >= 4 && isOneEditAway(text, entry)) best = 0.7;
    else if (best < 0.5 && text.length >= 5 && isOneEditAway(text, entry.slice(0, text.length))) best = 0.5;
  }
  return best;
}

/** One letter added, lost, changed, or two neighbours swapped. */
export function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const left = endA - start;
  const right = endB - start;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}
