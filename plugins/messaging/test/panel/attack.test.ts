import { describe, expect, it } from 'vitest';
import { harnessFor, type PanelPage } from '../../../../widget/kit/test/support/harness.js';
import { person } from '../../../../widget/kit/test/support/people.js';
import type { Message, Token } from '../../shared/types.js';
import { message } from './fake-room.js';
import type { Setup } from './page.js';

const mallory = person('u9', 'Mallory <img src=x onerror=alert(1)>');
const text = (value: string): Token => ({ type: 'text', text: value });
const paragraph = (...children: Token[]): Token => ({ type: 'paragraph', children });

const hostileTexts = [
  '<script>globalThis.hacked = 1</script>',
  '<img src=x onerror="globalThis.hacked = 1">',
  '<svg/onload=globalThis.hacked=1>',
  '"><iframe srcdoc="<script>parent.hacked=1</script>">',
  '<style>*{display:none}</style>',
  '<a href="javascript:globalThis.hacked=1">click</a>',
  "{{constructor.constructor('alert(1)')()}}",
  '<!--<img src="--><img src=x onerror=globalThis.hacked=1//">',
  '<math><mtext><table><mglyph><style><img src=x onerror=globalThis.hacked=1>',
  '\u202egnp.exe\u202c \u2066hidden\u2069',
  `Zalgo ${'e\u0301\u0301\u0301\u0301\u0301\u0301'.repeat(40)}`,
  'a'.repeat(4000),
  'https://'.repeat(200),
];
const hostileLinks = [
  'javascript:globalThis.hacked=1',
  'JAVASCRIPT:globalThis.hacked=1',
  '  javascript:globalThis.hacked=1',
  'java\tscript:globalThis.hacked=1',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'vbscript:msgbox',
  'blob:https://example.com/x',
  '//evil.example',
  '/logout',
];
const hostileTokens: Token[][] = [
  ...hostileTexts.map((value) => [
    paragraph(text(value), { type: 'code', text: value }, { type: 'strong', children: [text(value)] }),
  ]),
  ...hostileLinks.map((href) => [paragraph({ type: 'link', href, children: [text('click me')] })]),
  [{ type: 'code_block', lang: '"><img src=x onerror=globalThis.hacked=1>', text: hostileTexts[1] ?? '' }],
  [
    { type: 'heading', level: 99, children: [text('h')] },
    { type: 'heading', level: -1, children: [text('h')] },
  ],
  [{ type: 'list', ordered: true, start: Number.NaN, children: [{ type: 'item', children: [text('x')] }] }],
  [
    {
      type: 'table',
      align: ['left"onclick="globalThis.hacked=1' as 'left'],
      children: [{ type: 'row', children: [{ type: 'cell', children: [text('c')] }] }],
    },
  ],
  [
    paragraph(
      { type: 'mention', userId: '"><script>', text: '@<b>x</b>' },
      { type: 'room', roomId: '"onclick=', text: '#<i>y</i>' },
    ),
  ],
  [paragraph({ type: 'image', fileId: '../../admin', text: 'alt' }, { type: 'emoji', name: '<img src=x>' })],
  [{ type: 'script' as Token['type'], text: 'globalThis.hacked = 1', children: [text('unknown type')] }],
];

const corpus: Message[] = [
  ...hostileTexts.map((value, index) => message(index + 1, mallory, value)),
  ...hostileTokens.map((tokens, index) => message(100 + index, mallory, 'tokens', { tokens })),
  message(300, mallory, 'more', {
    reactions: [{ emoji: '<img src=x onerror=globalThis.hacked=1>', count: 2, userIds: ['u9'] }],
    files: [
      {
        id: '"><script>',
        name: '<script>globalThis.hacked=1</script>.png',
        size: -1,
        type: 'text/html',
        url: 'javascript:globalThis.hacked=1',
      },
    ],
    author: { ...mallory, avatarUrl: 'javascript:globalThis.hacked=1' },
  }),
];

const harness = harnessFor(new URL('./page.ts', import.meta.url));

async function openCorpus(): Promise<PanelPage> {
  const page = await harness.newPage({ viewport: { width: 480, height: 800 } });
  await page.evaluate(async (messages) => {
    // Far deeper than any parser lets through, and than could be handed over as an argument.
    let deep: object = { type: 'text', text: 'deep' };
    for (let depth = 0; depth < 2000; depth++) deep = { type: 'quote', children: [deep] };
    const last = { ...messages.at(-1), id: 'deep', seq: 400, files: [], reactions: [], tokens: [deep] };
    await openChat({ messages: [...messages, last] } as unknown as Setup);
  }, corpus as object[]);
  return page;
}

describe('a corpus of hostile messages', () => {
  it('stays text: nothing runs, nothing is loaded, no policy is violated', async () => {
    const page = await openCorpus();
    await expect.poll(() => page.locator('article').count()).toBe(corpus.length + 1);
    const found = await page.evaluate(() => {
      const root = globalThis.page.panel.list?.renderRoot as ShadowRoot;
      const elements = [...root.querySelectorAll('*')];
      return {
        hacked: 'hacked' in globalThis,
        forbidden: elements.filter(({ localName }) =>
          ['script', 'img', 'iframe', 'style', 'object', 'embed', 'form', 'math'].includes(localName),
        ).length,
        handlers: elements
          .flatMap(({ attributes }) => [...attributes])
          .filter(({ name }) => name.startsWith('on')).length,
        inline: root.querySelectorAll('article :not(tb-avatar)[style]').length,
        links: [...root.querySelectorAll('a')].map((link) => [link.protocol, link.rel, link.target]),
      };
    });
    expect(found).toEqual({ hacked: false, forbidden: 0, handlers: 0, inline: 0, links: [] });
    // The only thing that is asked for is a picture, and its address is refused before any request.
    expect(page.faults.filter((fault) => !/javascript:globalThis/.test(fault))).toEqual([]);
    await page.context().close();
  });

  it('does not widen the history, whatever is in a line', async () => {
    const page = await openCorpus();
    const over = await page.locator('.scroller').evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(over).toBe(0);
    await page.context().close();
  });

  it('lets good links through with what keeps the page apart, and asks the host first', async () => {
    const page = await harness.newPage();
    const tokens = [
      paragraph({ type: 'link', href: 'https://example.com/guide', children: [text('guide')] }),
    ];
    await page.evaluate(
      async (given) => {
        await openChat({ messages: given } as unknown as Setup);
      },
      [message(1, mallory, 'x', { tokens })] as object[],
    );
    const link = page.locator('article a');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await link.getAttribute('target')).toBe('_blank');
    await link.click();
    expect(await page.evaluate(() => globalThis.page.links)).toEqual(['https://example.com/guide']);
    expect(page.context().pages()).toHaveLength(1);
    await page.context().close();
  });
});
