/** Longest word that is indexed, in characters; longer ones are cut. PostgreSQL allows 2,046 bytes. */
const maxWord = 64;
/** Most words of one text that are indexed. */
const maxWords = 2_000;

const word = /[\p{L}\p{N}\p{M}]+(?:[._'’:@-][\p{L}\p{N}\p{M}]+)*/gu;
const piece = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const marked =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the cheapest way to ask whether a text is ASCII
const ascii = /^[\u0000-\u007f]*$/;

let segmenter: Intl.Segmenter | undefined;

/**
 * One spelling for what people type in several: compatibility forms, case, accents (and Arabic vowel signs) are
 * folded. Marks of scripts in which they make another letter (kana, Hangul, Indic scripts) stay.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss');
  if (ascii.test(plain)) return plain;
  const apart = plain.normalize('NFD');
  if (!marked.test(apart)) return plain;
  return apart
    .replace(
      /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu,
      '$1',
    )
    .normalize('NFC');
}

/** A piece of a text as it is searched, with where it stands in the text. */
export interface Run {
  text: string;
  index: number;
  /** Part of a script without spaces: matched by pairs of characters, because dictionaries cut it differently. */
  unspaced: boolean;
}

/** Splits a text into words with spaces around them and stretches of scripts without. Not folded. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const found of text.matchAll(word)) {
    let end = 0;
    const whole = found[0];
    for (const part of whole.matchAll(unspaced)) {
      if (part.index > end)
        runs.push({ text: whole.slice(end, part.index), index: found.index + end, unspaced: false });
      runs.push({ text: part[0], index: found.index + part.index, unspaced: true });
      end = part.index + part[0].length;
    }
    if (end < whole.length) runs.push({ text: whole.slice(end), index: found.index + end, unspaced: false });
  }
  return runs;
}

/** Words of a spaced run: itself, and its parts where it is joined (`foo-bar`, `a.b`, `user_name`). Folded. */
export function spacedWords(run: string): string[] {
  const whole = cut(fold(run).replace(/^[\p{M}]+/u, ''));
  const parts = whole.match(piece) ?? [];
  const words = parts.length > 1 ? [whole, ...parts] : [...parts];
  for (const part of parts) {
    const bare = withoutArticle(part);
    if (bare !== undefined) words.push(bare);
  }
  return words;
}

/** Words of an unspaced run: what the dictionary makes of it, and every pair of characters. */
export function unspacedWords(run: string): string[] {
  const folded = fold(run);
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  const words = [...segmenter.segment(folded)].map(({ segment }) => cut(segment));
  return [...words, ...pairs(folded)];
}

/** `東京都` → `東京`, `京都`; a single character stands for itself. */
export function pairs(run: string): string[] {
  const chars = [...run];
  if (chars.length === 1) return chars;
  return chars.slice(1).map((char, index) => `${chars[index]}${char}`);
}

/** Arabic writes article and prepositions into the word: `بالكتاب` is found by `كتاب`. */
function withoutArticle(text: string): string | undefined {
  const bare = /^(?:[وفبكل]?ال|لل)(\p{Script=Arabic}{3,})$/u.exec(text)?.[1];
  return bare;
}

function cut(text: string): string {
  return text.length <= maxWord ? text : [...text].slice(0, maxWord).join('');
}

/** Marks a word that is written backwards in the index; no folded word begins with it. */
export const backwards = '<';

const asciiWord = /[a-z0-9]+(?:[._':@-][a-z0-9]+)*/g;

/** The words of `runsOf` and `spacedWords` for plain ASCII, which most lines of a chat are, in a third of the time. */
function asciiWords(text: string): string[] {
  const words: string[] = [];
  for (const found of text.toLowerCase().match(asciiWord) ?? []) {
    const whole = cut(found);
    words.push(whole);
    if (/[^a-z0-9]/.test(whole)) words.push(...(whole.match(/[a-z0-9]+/g) ?? []));
  }
  return words;
}

function* markedWords(text: string): Generator<string> {
  for (const run of runsOf(text)) yield* run.unspaced ? unspacedWords(run.text) : spacedWords(run.text);
}

/** Every entry of a text in the search index, each once. */
export function indexWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const each of ascii.test(text) ? asciiWords(text) : markedWords(text)) {
    if (words.size >= maxWords) break;
    words.add(each);
  }
  // Read from behind, a word with one wrong letter in its first half is still found by its second half.
  // What is added meanwhile begins with the mark and is not turned again.
  for (const each of words)
    if (each.length >= 4 && !each.startsWith(backwards)) words.add(backwards + reverse(each));
  return words;
}

export function reverse(text: string): string {
  if (!ascii.test(text)) return [...text].reverse().join('');
  let out = '';
  for (let index = text.length - 1; index >= 0; index -= 1) out += text[index];
  return out;
}

const quoted = /[\\']/;

/** A lexeme in the input form of tsvector and tsquery. */
export function quoteWord(text: string): string {
  if (!quoted.test(text)) return `'${text}'`;
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** The text as input of a `tsvector`. */
export function indexText(text: string): string {
  let out = '';
  for (const each of indexWords(text)) out += `${quoteWord(each)} `;
  return out;
}
