import type { Page as BrowserPage } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../../../widget/kit/test/support/axe.js';
import { harnessFor, type PanelPage } from '../../../../widget/kit/test/support/harness.js';
import { lilly, me } from '../../../../widget/kit/test/support/people.js';
import type { Message } from '../../shared/types.js';
import { message } from './fake-room.js';
import type { Setup } from './page.js';

const messages: Message[] = [
  message(1, lilly, 'Plain text', { pinned: true, replyCount: 2, lastReplyAt: '2026-11-20T10:12:00Z' }),
  message(2, lilly, 'x', {
    tokens: [
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'See ' },
          { type: 'link', href: 'https://example.com/', children: [{ type: 'text', text: 'this' }] },
          { type: 'mention', userId: 'me', text: '@sam.reed' },
          { type: 'room', roomId: 'r2', text: '#general' },
          { type: 'code', text: 'npm start' },
        ],
      },
      { type: 'code_block', text: 'const a = 1;' },
      {
        type: 'list',
        children: [{ type: 'item', checked: true, children: [{ type: 'text', text: 'done' }] }],
      },
      { type: 'quote', children: [{ type: 'text', text: 'quoted' }] },
    ],
    mentions: ['me'],
    reactions: [
      { emoji: '👍', count: 2, userIds: ['u1', 'me'] },
      { emoji: '🎉', count: 1, userIds: ['u1'] },
    ],
    files: [{ id: 'f1', name: 'tokens.pdf', size: 214_000, type: 'application/pdf', url: '/x' }],
  }),
  message(3, me, 'An answer', { replyTo: 'm1', threadId: 'm1', editedAt: '2026-11-20T10:00:00Z' }),
  message(4, lilly, '', { deletedAt: '2026-11-20T10:00:00Z' }),
];

/** What can be on show besides the history. */
const states: Record<string, (page: BrowserPage) => Promise<unknown>> = {
  'the history': async () => {},
  'a message with its toolbar': (page) => page.locator('article').nth(1).hover(),
  'the menu of a message': async (page) => {
    await page.locator('article').nth(1).hover();
    await page.locator('[data-action="more"]').click();
    await page.getByRole('menuitem').first().waitFor();
  },
  'a message being edited': async (page) => {
    await page.locator('.foot textarea').focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('article textarea').waitFor();
  },
  'a thread': async (page) => {
    await page.locator('.thread').first().click();
    await page.locator('tb-message-thread article').nth(1).waitFor();
  },
  'search results': async (page) => {
    await page.evaluate(() => globalThis.page.panel.search('an'));
    await page.locator('.result').first().waitFor();
  },
  'a completion': async (page) => {
    await page.locator('.foot textarea').pressSequentially('@');
    await page.getByRole('option').first().waitFor();
  },
  'the emoji grid': async (page) => {
    await page.locator('.foot').getByRole('button', { name: 'Emoji' }).click();
    await page.locator('tb-emoji-grid section').first().waitFor();
  },
  'the question before deleting': async (page) => {
    await page.evaluate(async () =>
      (await globalThis.page.panel.chat.loadMore()).confirmDelete(globalThis.page.room.stored[2] as never),
    );
    await page.getByRole('button', { name: 'Delete' }).waitFor();
  },
  'the shortcuts': async (page) => {
    await page.evaluate(async () => (await globalThis.page.panel.chat.loadMore()).openShortcuts());
    await page.locator('tb-chat-shortcuts kbd').first().waitFor();
  },
  'a failed message': async (page) => {
    await page.evaluate(() => {
      globalThis.page.room.sending = 'fail';
    });
    await page.locator('.foot textarea').fill('lost');
    await page.keyboard.press('Enter');
    await page.locator('[data-state="failed"]').waitFor();
  },
};

const harness = harnessFor(new URL('./page.ts', import.meta.url));

describe.each([
  ['light', 'ltr'],
  ['dark', 'ltr'],
  ['light', 'rtl'],
  ['dark', 'rtl'],
] as const)('axe finds nothing in %s, %s', (scheme, direction) => {
  let page: PanelPage;
  beforeAll(async () => {
    page = await harness.newPage({ reducedMotion: 'reduce', viewport: { width: 440, height: 760 } });
    await page.evaluate(
      ([scheme, direction]) => {
        document.documentElement.style.setProperty('color-scheme', scheme);
        document.documentElement.dir = direction;
      },
      [scheme, direction] as const,
    );
  });
  afterAll(() => page.context().close());

  it.each(Object.keys(states))('%s', async (name) => {
    await page.mouse.move(0, 0);
    await page.evaluate(
      async ([given, direction]) => {
        await openChat({ messages: given, readSeq: 2, state: { direction } } as unknown as Setup);
      },
      [messages as object[], direction] as const,
    );
    await states[name]?.(page);
    expect(await violations(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });
});

describe('pointer targets', () => {
  it.each([
    ['a mouse', {}, 24],
    ['a finger', { hasTouch: true, isMobile: true }, 44],
  ] as const)('are large enough for %s', async (_name, options, least) => {
    const page = await harness.newPage({ ...options, viewport: { width: 400, height: 760 } });
    await page.evaluate(async (given) => {
      await openChat({ messages: given } as unknown as Setup);
    }, messages as object[]);
    const row = page.locator('article').nth(0);
    if (least === 44) await row.locator('.head').tap();
    else await row.hover();
    await page.locator('.toolbar').waitFor();
    const small = await page.evaluate((least) => {
      const roots = [globalThis.page.panel.list?.renderRoot, globalThis.page.panel.composer?.renderRoot];
      return roots
        .flatMap((root) => [...(root?.querySelectorAll<HTMLElement>('button') ?? [])])
        .filter(
          (button) => button.checkVisibility({ opacityProperty: true }) && !button.matches('.text .mention'),
        )
        .map((button) => [button.className, button.offsetWidth, button.offsetHeight] as const)
        .filter(([, width, height]) => width < least || height < least);
    }, least);
    expect(small).toEqual([]);
    await page.context().close();
  });
});
