import type { TextPart } from '@teambrain/protocol';
import { diffArrays } from 'diff';

/** From here on, texts are compared by sentences first, and words only within those that changed. */
const sentencesFromChars = 4_000;
/** Longer stretches count as replaced: finding their words alone takes 10 ms for each 100,000 characters. */
const maxWordChars = 400_000;

/** Scripts without spaces between words: each character is one. */
const single =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const letter = `(?![${single}])[\\p{L}\\p{M}\\p{N}_]`;
const picture = '\\p{RI}{2}|\\p{ExtPict}(?:\\p{M}|\\p{EMod}|\\u200d\\p{ExtPict})*';
const word = new RegExp(`(?:${letter})+|\\n|[^\\S\\n]+|${picture}|.\\p{M}*`, 'gsu');
const counted = /[\p{L}\p{N}]/u;

/**
 * Work that comparing may take, in steps of the search: it grows with the square of what differs. Counted, not timed, so that
 * the same two texts differ in the same way however busy the server is.
 */
export interface Effort {
  steps: number;
}

/**
 * What came and went between two texts. What cannot be found with the effort that is left counts as replaced.
 * `same` and `removed` together are `before`, `same` and `added` together `after`.
 */
export function diffText(before: string, after: string, effort: Effort): TextPart[] {
  return joined(mended(compare(before, after, effort)));
}

function compare(before: string, after: string, effort: Effort): TextPart[] {
  const start = sameStart(before, after);
  const end = sameEnd(before, after, start);
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  const bySentences = left.length + right.length >= sentencesFromChars;
  const middle =
    left === '' || right === ''
      ? replaced(left, right)
      : bySentences
        ? compareSentences(left, right, effort)
        : compareWords(left, right, effort);
  return [
    { type: 'same', text: before.slice(0, start) },
    ...middle,
    { type: 'same', text: before.slice(before.length - end) },
  ];
}

function compareSentences(before: string, after: string, effort: Effort): TextPart[] {
  const parts = compareTokens(sentencesOf(before), sentencesOf(after), effort);
  if (!parts) return replaced(before, after);
  return parts.flatMap((part, index) => {
    const next = parts[index + 1];
    if (part.type === 'removed' && next?.type === 'added') return compareWords(part.text, next.text, effort);
    return part.type === 'added' && parts[index - 1]?.type === 'removed' ? [] : [part];
  });
}

function compareWords(before: string, after: string, effort: Effort): TextPart[] {
  if (before.length + after.length > maxWordChars || effort.steps < 1) return replaced(before, after);
  return compareTokens(wordsOf(before), wordsOf(after), effort) ?? replaced(before, after);
}

/** Null: not found with the effort that was left. Between two `same` parts at most one `removed`, then one `added`. */
function compareTokens(before: string[], after: string[], effort: Effort): TextPart[] | null {
  const maxEditLength = Math.floor(Math.sqrt(effort.steps));
  const found = diffArrays(before, after, { maxEditLength });
  const edits = found?.reduce((sum, part) => (part.added || part.removed ? sum + part.count : sum), 0);
  effort.steps -= (edits ?? maxEditLength) ** 2;
  if (!found) return null;
  const parts: TextPart[] = [];
  let gone = '';
  let come = '';
  const flush = () => {
    parts.push(...replaced(gone, come));
    gone = '';
    come = '';
  };
  for (const { value, added, removed } of found) {
    const text = value.join('');
    if (removed) gone += text;
    else if (added) come += text;
    else {
      flush();
      parts.push({ type: 'same', text });
    }
  }
  flush();
  return parts;
}

/** A phrase that was written anew reads as one change, and not as one for each word with the spaces kept. */
function mended(parts: readonly TextPart[]): TextPart[] {
  return parts.flatMap((part, index): TextPart[] => {
    const isBetween = index > 0 && parts[index - 1]?.type !== 'same' && parts[index + 1]?.type !== 'same';
    const isGap =
      part.type === 'same' && isBetween && index < parts.length - 1 && /^[^\S\n]+$/.test(part.text);
    return isGap ? replaced(part.text, part.text) : [part];
  });
}

/** Neighbours as one: between two `same` parts what went, then what came. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  const open = { same: '', removed: '', added: '' };
  const close = (types: readonly TextPart['type'][]) => {
    for (const type of types) {
      if (open[type] !== '') result.push({ type, text: open[type] });
      open[type] = '';
    }
  };
  for (const { type, text } of parts) {
    if (text === '') continue;
    close(type === 'same' ? ['removed', 'added'] : ['same']);
    open[type] += text;
  }
  close(['same', 'removed', 'added']);
  return result;
}

function replaced(before: string, after: string): TextPart[] {
  const parts: TextPart[] = [];
  if (before !== '') parts.push({ type: 'removed', text: before });
  if (after !== '') parts.push({ type: 'added', text: after });
  return parts;
}

/** Sentences and lines, each with what ends it. */
const sentence = /[^\n.!?。！？]+[\n.!?。！？]*[^\S\n]*|[\n.!?。！？]+[^\S\n]*/g;
const sentencesOf = (text: string): string[] => text.match(sentence) ?? [];
const wordsOf = (text: string): string[] => text.match(word) ?? [];

/** Words in a text: of scripts without spaces, characters. */
export const countWords = (text: string): number =>
  wordsOf(text).filter((token) => counted.test(token)).length;

/** Length of the common beginning that ends between two words of both texts. */
function sameStart(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before.charCodeAt(length) === after.charCodeAt(length)) length += 1;
  while (length > 0 && (isInside(before, length) || isInside(after, length))) length -= 1;
  return length;
}

function sameEnd(before: string, after: string, start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let length = 0;
  while (
    length < most &&
    before.charCodeAt(before.length - 1 - length) === after.charCodeAt(after.length - 1 - length)
  )
    length += 1;
  while (length > 0 && (isInside(before, before.length - length) || isInside(after, after.length - length)))
    length -= 1;
  return length;
}

/** ASCII punctuation, spaces, and scripts without spaces between words: a text may be cut beside them. */
const edge = /[\s!-/:-@[-^`{-~\u2e80-\u9fff\uff00-\uffef]/;

/** Whether a cut at this place would part a word or a character. */
function isInside(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false;
  return !edge.test(text.charAt(index - 1)) && !edge.test(text.charAt(index));
}
