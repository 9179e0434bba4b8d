import { foldText } from '../fold-text.js';
import { type EmojiGroup, emojiGroups } from './emoji-data.js';

export interface EmojiEntry {
  emoji: string;
  /** In the reader's language, or in English where that is not known. */
  name: string;
  /** Short names that people type in every language: "tada", "+1". */
  aliases: readonly string[];
  group: EmojiGroup;
}

/** The emoji with their names in one language. */
export interface EmojiTable {
  readonly locale: string;
  readonly entries: readonly EmojiEntry[];
  /** What an emoji is called, in any colour of skin; undefined for one that is not in the table. */
  nameOf(emoji: string): string | undefined;
  /** Those whose names and words have every word of the query, or begin with it; the likeliest first. */
  search(query: string, max?: number): EmojiEntry[];
}

/** Names and words of each language in the order of the emoji: `name|word word;name|word`. */
const languages: Readonly<Record<string, () => Promise<{ emojiWords: string }>>> = {
  ar: () => import('./words/emoji-words-ar.generated.js'),
  de: () => import('./words/emoji-words-de.generated.js'),
  en: () => import('./words/emoji-words-en.generated.js'),
  es: () => import('./words/emoji-words-es.generated.js'),
  fr: () => import('./words/emoji-words-fr.generated.js'),
  ja: () => import('./words/emoji-words-ja.generated.js'),
  pt: () => import('./words/emoji-words-pt.generated.js'),
  zh: () => import('./words/emoji-words-zh.generated.js'),
};

const tables = new Map<string, EmojiTable>();

/** The emoji in a language; those with English names where it has no table, or its table did not come. */
export async function loadEmoji(locale: string): Promise<EmojiTable> {
  const known = tables.get(locale);
  if (known) return known;
  const load = languages[locale.toLowerCase()] ?? languages[locale.slice(0, 2).toLowerCase()];
  const found = await load?.().catch(() => undefined);
  const table = createTable(locale, found?.emojiWords);
  if (found || !load) tables.set(locale, table);
  return table;
}

/** The emoji as they stand in the source, with the names they have there. */
export function englishEmoji(): EmojiEntry[] {
  return (Object.keys(emojiGroups) as EmojiGroup[]).flatMap((group) =>
    emojiGroups[group].split(';').map((entry): EmojiEntry => {
      const space = entry.indexOf(' ');
      const [name = '', aliases] = entry.slice(space + 1).split('|');
      return { emoji: entry.slice(0, space), name, aliases: aliases?.split(' ') ?? [], group };
    }),
  );
}

/** What a query is compared with, all of it folded. */
interface Terms {
  name: string;
  parts: string[];
  aliases: string[];
  words: string[];
  english: string[];
}

const plain = (emoji: string): string => emoji.replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, '');

function createTable(locale: string, words: string | undefined): EmojiTable {
  const english = englishEmoji();
  const translated = words?.split(';').map((line) => line.split('|'));
  const entries = english.map((entry, index) => ({ ...entry, name: translated?.[index]?.[0] ?? entry.name }));
  const names = new Map(entries.map(({ emoji, name }) => [plain(emoji), name]));
  let folded: Terms[] | undefined;
  const fold = (): Terms[] =>
    entries.map(({ name, aliases }, index) => ({
      name: foldText(name),
      parts: foldText(name).split(/[\s-]+/),
      aliases: aliases.map(foldText),
      words: foldText(translated?.[index]?.[1] ?? '').split(' '),
      english: foldText(english[index]?.name ?? '').split(' '),
    }));
  return {
    locale,
    entries,
    nameOf: (emoji) => names.get(plain(emoji)),
    search(query, max = 200) {
      const wanted = foldText(query)
        .split(/[\s_]+/)
        .filter(Boolean);
      if (!wanted.length) return entries.slice(0, max);
      folded ??= fold();
      return folded
        .map((terms, index) => ({
          entry: entries[index] as EmojiEntry,
          distance: wanted.reduce((sum, word) => sum + distanceTo(terms, word), 0),
        }))
        .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
        .sort((a, b) => a.distance - b.distance)
        .slice(0, max)
        .map(({ entry }) => entry);
    },
  };
}

/** How far a word is from what an emoji is called: 0 for its very name, infinity where it has nothing to do with it. */
function distanceTo({ name, parts, aliases, words, english }: Terms, word: string): number {
  const begins = (term: string): boolean => term.startsWith(word);
  const has = (term: string): boolean => term.includes(word);
  if (name === word || aliases.includes(word)) return 0;
  if (begins(name) || aliases.some(begins)) return 1;
  // Where words are not parted by spaces, or carry their article with them, one begins anywhere.
  if (parts.some(begins) || (word > '\u0590' && has(name))) return 2;
  if (words.some(begins)) return 3;
  if (english.some(begins)) return 4;
  if (has(name) || aliases.some(has) || words.some(has)) return 5;
  return english.some(has) ? 6 : Number.POSITIVE_INFINITY;
}
