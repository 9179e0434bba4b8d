import { type EmojiGroup, emojiGroups } from './emoji-data.js';

export interface EmojiEntry {
  emoji: string;
  name: string;
  /** Short names that people type: "tada", "+1". */
  aliases: string[];
  group: EmojiGroup;
}

let parsed: EmojiEntry[] | undefined;

export function allEmoji(): EmojiEntry[] {
  parsed ??= (Object.keys(emojiGroups) as EmojiGroup[]).flatMap((group) =>
    emojiGroups[group].split(';').map((entry): EmojiEntry => {
      const space = entry.indexOf(' ');
      const [name = '', aliases] = entry.slice(space + 1).split('|');
      return { emoji: entry.slice(0, space), name, aliases: aliases?.split(' ') ?? [], group };
    }),
  );
  return parsed;
}

/** Emoji whose names or aliases match every word of the query, aliases and exact starts first. */
export function searchEmoji(query: string, max = 200): EmojiEntry[] {
  const words = query
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  if (!words.length) return allEmoji().slice(0, max);
  const scored: { entry: EmojiEntry; score: number }[] = [];
  for (const entry of allEmoji()) {
    const terms = [...entry.aliases, ...entry.name.split(' ')];
    if (!words.every((word) => terms.some((term) => term.includes(word)))) continue;
    const first = words[0] ?? '';
    const score = entry.aliases.some((alias) => alias.startsWith(first))
      ? 0
      : entry.name.startsWith(first)
        ? 1
        : 2;
    scored.push({ entry, score });
  }
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, max)
    .map(({ entry }) => entry);
}
