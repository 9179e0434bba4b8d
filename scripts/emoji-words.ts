/**
 * Writes what emoji are called and found by in each language of the widget, from the annotations of Unicode CLDR:
 *
 *     npm pack cldr-annotations-full@48.2.0 && tar xzf cldr-annotations-full-48.2.0.tgz
 *     npx tsx --conditions=teambrain-source scripts/emoji-words.ts package
 *
 * Run it again when `emoji-data.ts` changes: the lines stand in its order. The package is 56 MB, so it is no dependency.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { englishEmoji } from '../plugins/messaging/panel/emoji/emoji-search.js';
import { foldText } from '../plugins/messaging/panel/fold-text.js';

interface Annotation {
  /** Words to find it by, its name among them. */
  default?: string[];
  /** What it is called. */
  tts?: string[];
}

const languages = ['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt', 'zh'];
/** More of them are found by nobody, and cost the larger languages a tenth of their size. */
const mostWords = 10;
const target = resolve(import.meta.dirname, '../plugins/messaging/panel/emoji/words');
const [source] = process.argv.slice(2);
if (!source) throw new Error('Say where the package cldr-annotations-full is unpacked.');
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };

/** The words that the name, or another word, does not hold already: a search finds parts of words, too. */
function wordsOf({ default: phrases = [] }: Annotation, name: string): string[] {
  const words = phrases
    .flatMap((phrase) => phrase.split(/[\s·・;|]+/))
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    // An article is a word to nobody who searches; a single character may be one in Chinese and Japanese.
    .filter((word) => word.length > 1 || /[\p{Script=Han}\p{Script=Hiragana}]/u.test(word))
    .sort((a, b) => b.length - a.length);
  const kept: string[] = [];
  for (const word of words)
    if (![name, ...kept].some((longer) => foldText(longer).includes(foldText(word)))) kept.push(word);
  return kept.slice(0, mostWords).sort();
}

mkdirSync(target, { recursive: true });
for (const language of languages) {
  const file = join(source, 'annotations', language, 'annotations.json');
  const { annotations } = JSON.parse(readFileSync(file, 'utf8')).annotations as {
    annotations: Record<string, Annotation>;
  };
  const lines = englishEmoji().map(({ emoji }) => {
    const annotation = annotations[emoji] ?? annotations[emoji.replaceAll('\uFE0F', '')];
    const name = annotation?.tts?.[0];
    if (!annotation || !name || /[;|]/.test(name)) throw new Error(`${language} has no name for ${emoji}.`);
    return [name, wordsOf(annotation, name).join(' ')].filter(Boolean).join('|');
  });
  const text = `// Written by scripts/emoji-words.ts from Unicode CLDR ${version}, © Unicode, Inc., Unicode License V3: NOTICE.md of the widget.
export const emojiWords =
  ${JSON.stringify(lines.join(';'))};
`;
  writeFileSync(join(target, `emoji-words-${language}.generated.ts`), text);
}
