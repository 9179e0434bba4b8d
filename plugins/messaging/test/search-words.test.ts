import { describe, expect, it } from 'vitest';
import { parseQuery } from '../server/search/query.js';
import { isOneEditAway, score } from '../server/search/score.js';
import { snippetOf } from '../server/search/snippet.js';
import { fold, indexText, indexWords } from '../server/search/words.js';

const words = (text: string) => [...indexWords(text)].filter((word) => !word.startsWith('<'));

describe('the words of a text', () => {
  it('are folded in case, accents and compatibility forms', () => {
    expect(words('Müller CAFÉ ﬁne Straße')).toEqual(['muller', 'cafe', 'fine', 'strasse']);
    expect(fold('كِتَابٌ')).toBe('كتاب');
  });

  it('keep the marks that make another letter', () => {
    expect(fold('が')).toBe('が');
    expect(fold('데이터')).toBe('데이터');
    expect(fold('की')).toBe('की');
  });

  it('are found whole and in their parts', () => {
    expect(words('user_name foo-bar stripe.com')).toEqual([
      'user_name',
      'user',
      'name',
      'foo-bar',
      'foo',
      'bar',
      'stripe.com',
      'stripe',
      'com',
    ]);
  });

  it('are cut out of scripts without spaces, with every pair of characters', () => {
    expect(words('東京都に行く')).toEqual(expect.arrayContaining(['東京', '京都', '都に', 'に行', '行く']));
    expect(words('数据库连接')).toEqual(expect.arrayContaining(['数据', '据库', '库连', '连接']));
  });

  it('of plain ASCII are the same as among other letters', () => {
    for (const text of [
      `it's foo_bar, a.b-c: x@y.example!! 2.6.8.1-3 __init__ --flag 'q' ${'long'.repeat(30)}`,
      'MiXeD CaSe/path:with:colons ..dots.. 100%',
    ]) {
      const other = indexWords(`${text} é`);
      other.delete('e');
      expect([...indexWords(text)].sort()).toEqual([...other].sort());
    }
  });

  it('lose the Arabic article', () => {
    expect(words('بالكتاب')).toEqual(['بالكتاب', 'كتاب']);
  });

  it('make an index text that PostgreSQL reads back, whatever they hold', () => {
    expect(indexText("it's \\ ' & | ! :* <->")).toBe("'it''s' 'it' 's' '<s''ti' ");
  });
});

describe('a query', () => {
  it('is plain text: operators and wildcards mean nothing', () => {
    expect(parseQuery('!!&|():*')).toBeNull();
    expect(parseQuery("' or 1=1 -- %_\\")?.words.map(({ text }) => text)).toEqual(['or', '1']);
  });

  it('stays short however long it is asked', () => {
    const query = parseQuery('word'.repeat(2000).concat(' ab'.repeat(3000)));
    expect(query?.words.length).toBeLessThanOrEqual(16);
    expect(query?.strict.length).toBeLessThan(2000);
  });
});

describe('scoring', () => {
  it('knows one wrong letter from two', () => {
    for (const [a, b] of [
      ['database', 'databse'],
      ['database', 'datbaase'],
      ['database', 'databasse'],
      ['database', 'datebase'],
    ] as const)
      expect(isOneEditAway(a, b), b).toBe(true);
    expect(isOneEditAway('database', 'dutebase')).toBe(false);
    expect(isOneEditAway('database', 'data')).toBe(false);
  });

  it('prefers exact words to beginnings and both to wrong letters', () => {
    const of = (text: string) => score([{ text: 'plan', unspaced: false }], words(text));
    expect(of('plan')).toBeGreaterThan(of('planet'));
    expect(of('planet')).toBeGreaterThan(of('plam'));
    expect(of('else')).toBe(0);
  });
});

describe('a snippet', () => {
  const at = (text: string, query: string) => {
    const { snippet, matches } = snippetOf(text, parseQuery(query)?.words ?? []);
    return { snippet, found: matches.map(([start, end]) => snippet.slice(start, end)) };
  };

  it('marks words by their beginning, folded', () => {
    expect(at('Die Müllers kommen', 'muller').found).toEqual(['Müllers']);
  });

  it('cuts long texts around the first match', () => {
    const { snippet, found } = at(`${'lorem ipsum '.repeat(100)}needle ${'dolor '.repeat(100)}`, 'needle');
    expect(found).toEqual(['needle']);
    expect(snippet.length).toBeLessThanOrEqual(202);
    expect(snippet.startsWith('…')).toBe(true);
  });

  it('marks the stretch itself in scripts without spaces', () => {
    expect(at('昨日は東京都に行きました', '東京').found).toEqual(['東京']);
  });

  it('never cuts a character in half', () => {
    const { snippet } = at('😀'.repeat(300), 'x');
    expect(snippet.isWellFormed()).toBe(true);
  });
});
