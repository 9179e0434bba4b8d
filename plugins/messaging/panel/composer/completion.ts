import { foldText } from '../fold-text.js';

export type CompletionKind = 'person' | 'room' | 'emoji' | 'command';

export interface CompletionTrigger {
  kind: CompletionKind;
  /** What was typed after the trigger sign. */
  query: string;
  /** Position of the trigger sign. */
  start: number;
  end: number;
}

/** The wide forms are what the input methods of Chinese and Japanese write. */
const signs: Record<string, CompletionKind> = {
  '@': 'person',
  '＠': 'person',
  '#': 'room',
  '＃': 'room',
  ':': 'emoji',
  '：': 'emoji',
};
/** One sign of these is a word already. */
const wholeWord = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The completion that the caret stands in, if any: a sign at the start of a word and what follows it up to the caret.
 * A slash counts only as the very first character; an emoji name needs two letters, or one that is a word, so that
 * "10:30" and ":)" stay text.
 */
export function findTrigger(text: string, caret: number): CompletionTrigger | undefined {
  const before = text.slice(0, caret);
  const command = /^\/([a-z-]*)$/i.exec(before);
  if (command) return { kind: 'command', query: command[1] ?? '', start: 0, end: caret };
  const match = /(^|[\s([{"'])([@#:＠＃：])([\p{L}\p{N}\p{M}_.+-]*)$/u.exec(before);
  if (!match) return undefined;
  const kind = signs[match[2] ?? ''];
  const query = match[3] ?? '';
  if (!kind || (kind === 'emoji' && query.length < 2 && !wholeWord.test(query))) return undefined;
  return { kind, query, start: before.length - query.length - 1, end: caret };
}

/** Replaces the trigger and its query. A space follows unless one is there already. */
export function applyCompletion(
  text: string,
  trigger: CompletionTrigger,
  insert: string,
): { text: string; caret: number } {
  const rest = text.slice(trigger.end);
  const spaced = rest.startsWith(' ') ? insert : `${insert} `;
  return { text: text.slice(0, trigger.start) + spaced + rest, caret: trigger.start + insert.length + 1 };
}

/** Ranks names for a query: exact start first, then start of a later word, then anywhere. Case and accents do not count. */
export function rankByName<T>(
  items: readonly T[],
  query: string,
  names: (item: T) => string[],
  max: number,
): T[] {
  const wanted = foldText(query);
  const scored: { item: T; score: number; index: number }[] = [];
  items.forEach((item, index) => {
    let score = 9;
    for (const name of names(item)) {
      const folded = foldText(name);
      if (folded.startsWith(wanted)) score = Math.min(score, 0);
      else if (folded.split(/[\s._-]+/).some((word) => word.startsWith(wanted))) score = Math.min(score, 1);
      else if (folded.includes(wanted)) score = Math.min(score, 2);
    }
    if (score < 9) scored.push({ item, score, index });
  });
  scored.sort((a, b) => a.score - b.score || a.index - b.index);
  return scored.slice(0, max).map(({ item }) => item);
}
