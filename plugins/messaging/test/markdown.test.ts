import { describe, expect, it } from 'vitest';
import { safeHref } from '../server/markdown/links.js';
import { maxParsed, parseMarkdown } from '../server/markdown/parse.js';
import type { Token } from '../shared/types.js';
import { hostileTexts, scriptVectors } from './attacks.js';

const tokensOf = (text: string, people?: ReadonlyMap<string, string>) => parseMarkdown(text, people).tokens;
const inline = (text: string, people?: ReadonlyMap<string, string>) => tokensOf(text, people)?.[0]?.children;

function all(tokens: readonly Token[] = []): Token[] {
  return tokens.flatMap((token) => [token, ...all(token.children)]);
}
const textOf = (tokens: readonly Token[] | undefined) =>
  all(tokens)
    .map(({ text }) => text ?? '')
    .join('');

describe('parsing a message', () => {
  it('gives no tokens for plain text, whatever marks it holds that mean nothing', () => {
    for (const text of [
      'hello world.',
      'a\n\nb',
      'x < y & z > w',
      '5 * 3 = 15',
      'snake_case_name',
      'std::process::Command',
      '#nothing',
      '1.5 and 2)',
      'hm... [what]',
      '@nobody',
    ])
      expect(parseMarkdown(text), text).toEqual({ json: null, mentions: [] });
  });

  it('reads emphasis, strike and code', () => {
    expect(inline('**b** _e_ ~~s~~ `c`')).toEqual([
      { type: 'strong', children: [{ type: 'text', text: 'b' }] },
      { type: 'text', text: ' ' },
      { type: 'em', children: [{ type: 'text', text: 'e' }] },
      { type: 'text', text: ' ' },
      { type: 'strike', children: [{ type: 'text', text: 's' }] },
      { type: 'text', text: ' ' },
      { type: 'code', text: 'c' },
    ]);
  });

  it('reads headings, quotes, rules and code blocks with their language', () => {
    expect(tokensOf('## H\n> q\n\n---\n```ts\nconst a = `1`;\n```')).toEqual([
      { type: 'heading', level: 2, children: [{ type: 'text', text: 'H' }] },
      { type: 'quote', children: [{ type: 'paragraph', children: [{ type: 'text', text: 'q' }] }] },
      { type: 'rule' },
      { type: 'code_block', lang: 'ts', text: 'const a = `1`;' },
    ]);
  });

  it('reads lists with their start and the boxes of tasks', () => {
    const [list, numbered] = tokensOf('- [ ] open\n- [x] done\n- none\n\n3. three') ?? [];
    expect(list?.children?.map(({ checked }) => checked)).toEqual([false, true, undefined]);
    expect(textOf(list?.children)).toBe('opendonenone');
    expect(numbered).toMatchObject({ type: 'list', ordered: true, start: 3 });
  });

  it('reads tables with the alignment of their columns', () => {
    expect(tokensOf('| a | b |\n|:-|-:|\n| 1 | 2 |')).toEqual([
      {
        type: 'table',
        align: ['left', 'right'],
        children: [
          {
            type: 'row',
            children: [
              { type: 'cell', header: true, children: [{ type: 'text', text: 'a' }] },
              { type: 'cell', header: true, children: [{ type: 'text', text: 'b' }] },
            ],
          },
          {
            type: 'row',
            children: [
              { type: 'cell', children: [{ type: 'text', text: '1' }] },
              { type: 'cell', children: [{ type: 'text', text: '2' }] },
            ],
          },
        ],
      },
    ]);
  });

  it('breaks lines where the sender did', () => {
    expect(inline('**a**\nb')?.map(({ type }) => type)).toEqual(['strong', 'break', 'text']);
  });

  it('links bare addresses without the punctuation around them', () => {
    const href = (text: string) => all(tokensOf(text)).find(({ type }) => type === 'link')?.href;
    expect(href('see https://x.example/_a_b_(c)_d.')).toBe('https://x.example/_a_b_(c)_d');
    expect(href('(https://x.example/a)')).toBe('https://x.example/a');
    expect(href('**https://x.example/a**')).toBe('https://x.example/a');
    expect(href('write to mailto:a@b.example!')).toBe('mailto:a@b.example');
    expect(href('https://x.example/a?b=1&c=2#d, or')).toBe('https://x.example/a?b=1&c=2#d');
    expect(href('ahttps://x.example')).toBeUndefined();
    expect(href('`https://x.example`')).toBeUndefined();
  });

  it('shows the true host of a look-alike address', () => {
    expect(safeHref('https://аррӏе.example/')).toMatch(/^https:\/\/xn--/);
    expect(safeHref('https://bank.example@evil.example/')).toBeNull();
  });

  it('turns a picture from elsewhere into a link, so that its host learns nothing', () => {
    expect(inline('![cat](https://x.example/c.png)')).toEqual([
      { type: 'link', href: 'https://x.example/c.png', children: [{ type: 'text', text: 'cat' }] },
    ]);
  });

  it('keeps what looks like HTML as text', () => {
    const tokens = tokensOf('<b>no</b> **yes**');
    expect(textOf(tokens)).toBe('<b>no</b> yes');
  });
});

describe('mentions', () => {
  const people = new Map([
    ['anna', 'id-anna'],
    ['bert.b', 'id-bert'],
  ]);

  it('become tokens for the people given and nobody else', () => {
    expect(inline('hi @Anna, @bert.b. and @nobody', people)).toEqual([
      { type: 'text', text: 'hi ' },
      { type: 'mention', userId: 'id-anna', text: '@Anna' },
      { type: 'text', text: ', ' },
      { type: 'mention', userId: 'id-bert', text: '@bert.b' },
      { type: 'text', text: '. and @nobody' },
    ]);
  });

  it('do not count in code, in links and in addresses', () => {
    const { mentions } = parseMarkdown(
      '`@anna` [@anna](https://x.example) https://x.example/@anna mail@anna ~~x~~',
      people,
    );
    expect(mentions).toEqual([]);
  });

  it('are found inside emphasis', () => {
    expect(parseMarkdown('**@anna**', people).mentions).toEqual(['id-anna']);
  });
});

describe('hostile text', () => {
  it.each(scriptVectors)('gives %s no way to run', (_name, text) => {
    for (const variant of [text, text.toUpperCase(), `**x** ${text} _y_`]) {
      const tokens = tokensOf(variant) ?? [];
      for (const token of all(tokens)) {
        expect(JSON.stringify(Object.keys(token))).not.toMatch(/html|style|on[a-z]+/i);
        if (token.type === 'link') expect(token.href).toMatch(/^(https?:\/\/[^/]|mailto:)/);
        else expect(token.href).toBeUndefined();
      }
    }
  });

  it('is parsed within bounds of time and size, or shown as it is', () => {
    for (const [name, text] of hostileTexts) {
      parseMarkdown(text);
      const times = [0, 1, 2].map(() => {
        // Time on the processor: what else the machine does is not the parser's doing.
        const before = process.cpuUsage();
        parseMarkdown(text);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      const { json } = parseMarkdown(text);
      expect(text.length, name).toBeLessThanOrEqual(maxParsed);
      expect(Math.min(...times), name).toBeLessThan(50);
      expect(Buffer.byteLength(json ?? ''), name).toBeLessThanOrEqual(
        Math.max(2048, 10 * Buffer.byteLength(text)),
      );
    }
  });

  it('nests no deeper than a renderer wants to go', () => {
    const depth = (tokens: readonly Token[] = []): number =>
      tokens.reduce((deepest, token) => Math.max(deepest, 1 + depth(token.children)), 0);
    const nested = Array.from({ length: 40 }, (_, index) => `${'  '.repeat(index)}- level`).join('\n');
    expect(depth(tokensOf(nested))).toBeLessThanOrEqual(24);
    expect(depth(tokensOf(`${'> '.repeat(200)}x`))).toBeLessThanOrEqual(24);
    expect(depth(tokensOf(`${'**a _b '.repeat(50)}${'_**'.repeat(50)}`))).toBeLessThanOrEqual(24);
  });

  it('longer than is parsed stays text', () => {
    expect(parseMarkdown(`**a**${'x'.repeat(maxParsed)}`)).toEqual({ json: null, mentions: [] });
  });
});
