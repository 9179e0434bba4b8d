import { describe, expect, it } from 'vitest';
import { findTrigger } from '../../panel/composer/completion.js';
import { englishEmoji, loadEmoji } from '../../panel/emoji/emoji-search.js';
import { quickReactions } from '../../panel/emoji/quick-reactions.js';

const found = async (locale: string, query: string): Promise<string[]> =>
  (await loadEmoji(locale)).search(query, 16).map(({ emoji }) => emoji);

describe('emoji are found by the words of the reader', () => {
  it.each([
    ['ar', 'قلب', '❤️'],
    ['ar', 'قلب أحمر', '❤️'],
    // Written without the hamza and with the other ending, as people type it.
    ['ar', 'قلب احمر', '❤️'],
    ['ar', 'وردة', '🌹'],
    ['zh', '红心', '❤️'],
    ['zh', '爱', '😍'],
    ['zh-CN', '火', '🔥'],
    ['zh', '狗', '🐶'],
    ['ja', '火', '🔥'],
    ['ja', 'ハート', '❤️'],
    // Before the input method has turned it into the other syllabary.
    ['ja', 'はーと', '❤️'],
    ['ja', '犬', '🐶'],
    ['de', 'Hund', '🐶'],
    ['de', 'FLÜGEL', '💸'],
    ['de', 'flugel', '💸'],
    ['fr', 'fusée', '🚀'],
    ['fr', 'coeur rouge', '❤️'],
    ['es', 'corazon rojo', '❤️'],
    ['pt-BR', 'foguete', '🚀'],
    ['en', 'rocket', '🚀'],
    ['en-GB', 'party', '🎉'],
  ])('%s: %s', async (locale, query, emoji) => {
    expect(await found(locale, query)).toContain(emoji);
  });

  it.each(['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt', 'zh', 'xx'])(
    'and by English ones and short names in every language: %s',
    async (locale) => {
      expect((await found(locale, 'tada'))[0]).toBe('🎉');
      expect((await found(locale, '+1'))[0]).toBe('👍');
      expect(await found(locale, 'heart_eyes')).toContain('😍');
      expect(await found(locale, 'rocket')).toContain('🚀');
    },
  );

  it('the one that is called so comes first', async () => {
    expect((await found('de', 'Katze'))[0]).toMatch(/🐈|🐱/u);
    expect((await found('ja', '笑顔'))[0]).toBe('😄');
    expect(await found('en', 'zzzz')).toEqual([]);
  });
});

describe('emoji are called what the reader calls them', () => {
  it.each([
    ['ar', 'قلب أحمر'],
    ['de', 'rotes Herz'],
    ['en', 'red heart'],
    ['es', 'corazón rojo'],
    ['fr', 'cœur rouge'],
    ['ja', '赤いハート'],
    ['pt', 'coração vermelho'],
    ['zh', '红心'],
    ['xx', 'red heart'],
  ])('in %s', async (locale, name) => {
    const table = await loadEmoji(locale);
    expect(table.nameOf('❤️')).toBe(name);
    expect(table.nameOf('❤')).toBe(name);
    expect(table.nameOf('👍🏽')).toBe(table.nameOf('👍'));
    expect(quickReactions.map((emoji) => table.nameOf(emoji))).not.toContain(undefined);
  });

  // The lines of a language stand in the order of the emoji: one more or less would give all after it another's name.
  it.each(['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt', 'zh'])('every one of them, in %s', async (locale) => {
    const { emojiWords } = (await import(`../../panel/emoji/words/emoji-words-${locale}.generated.ts`)) as {
      emojiWords: string;
    };
    const lines = emojiWords.split(';');
    expect(lines).toHaveLength(englishEmoji().length);
    expect(lines.filter((line) => !/^[^|]*\p{L}[^|]*(\|[^|]+)?$/u.test(line))).toEqual([]);
    const { entries } = await loadEmoji(locale);
    expect(new Set(entries.map(({ emoji }) => emoji)).size).toBe(entries.length);
  });
});

describe('a name is completed', () => {
  it.each([
    [':笑', '笑'],
    ['：笑', '笑'],
    ['いいね ：ハ', 'ハ'],
    [':قلب', 'قلب'],
  ])('after %s', (text, query) => {
    expect(findTrigger(text, text.length)).toMatchObject({ kind: 'emoji', query });
  });

  it('of people and rooms after the wide signs, too', () => {
    expect(findTrigger('＠リ', 2)).toMatchObject({ kind: 'person', query: 'リ' });
    expect(findTrigger('＃設', 2)).toMatchObject({ kind: 'room', query: '設' });
  });
});
