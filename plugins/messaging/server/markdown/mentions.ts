import type { Token } from '../../shared/types.js';

/** Most different people one message may mention by name. */
export const maxMentions = 50;
const name = /(?<![\p{L}\p{N}_@./])@([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_.-]{0,30}[\p{L}\p{N}\p{M}_])?)/gu;

/** Ids of the people that may be mentioned, by lower-case username. */
export type People = ReadonlyMap<string, string>;

/** The usernames after an `@` in a text, lower case, each once. */
export function namesIn(text: string): string[] {
  if (!text.includes('@')) return [];
  const found = new Set<string>();
  for (const match of text.matchAll(name)) {
    if (found.size === maxMentions) break;
    found.add((match[1] as string).toLowerCase());
  }
  return [...found];
}

/** Splits a run of text where it names one of `people`, and notes whom. */
export function splitMentions(text: string, people: People, mentioned: Set<string>): Token[] {
  if (people.size === 0 || !text.includes('@')) return [{ type: 'text', text }];
  const out: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(name)) {
    const userId = people.get((match[1] as string).toLowerCase());
    if (userId === undefined) continue;
    if (match.index > end) out.push({ type: 'text', text: text.slice(end, match.index) });
    out.push({ type: 'mention', userId, text: match[0] });
    mentioned.add(userId);
    end = match.index + match[0].length;
  }
  if (end < text.length) out.push({ type: 'text', text: text.slice(end) });
  return out;
}
