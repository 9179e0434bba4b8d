import { describe, expect, it } from 'vitest';
import type { PanelPage } from '../../../../widget/kit/test/support/harness.js';
import { chatPages } from './chat-page.js';
import type { Page, Setup } from './page.js';

const pages = chatPages();
let page: PanelPage;

async function open(setup: Setup = {}): Promise<void> {
  page = await pages.open(setup);
}

const inPage = <T>(work: (page: Page) => T): Promise<T> =>
  page.evaluate(`(${work.toString()})(page)`) as Promise<T>;
const field = () => page.locator('textarea').first();
const rows = () => page.locator('article');
const toEnd = () =>
  page
    .locator('.scroller')
    .evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));
const focused = () =>
  page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.closest('article') && at.tagName === 'ARTICLE'
      ? at.getAttribute('data-id')
      : (at?.getAttribute('data-action') ?? at?.tagName);
  });

describe('the history', () => {
  it('is a log that does not announce itself, of articles named by author and time', async () => {
    await open({ count: 3 });
    const log = page.getByRole('log');
    expect(await log.getAttribute('aria-live')).toBe('off');
    expect(await log.getAttribute('aria-label')).toBe('Messages in #design');
    expect(await rows().first().getAttribute('aria-label')).toMatch(/^Lilly Chen, \d{1,2}:\d\d$/);
  });

  it('is one tab stop whose rows the arrow keys, Home and End reach', async () => {
    await open({ count: 8 });
    expect(await page.locator('article[tabindex="0"]').count()).toBe(1);
    expect(await page.locator('article :is(a,button):not([tabindex="-1"])').count()).toBe(0);
    await field().focus();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(focused).toBe('m8');
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused).toBe('m7');
    await page.keyboard.press('Home');
    await expect.poll(focused).toBe('m1');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('m2');
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('m8');
    expect(await page.locator('article[tabindex="0"]').count()).toBe(1);
  });

  it('leads with Enter into the controls of a message and with Escape back out to the field', async () => {
    await open({ count: 4 });
    await field().focus();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => page.locator('.toolbar').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('toggle-reaction');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('pick-reaction');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('reply');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('m4');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('TEXTAREA');
  });

  it('keeps the row that is read within 2 px while older messages load', async () => {
    await open({ count: 240 });
    await inPage(({ room }) => {
      room.loadMs = 400;
    });
    for (let turn = 0; turn < 3; turn++) {
      const moved = await page.evaluate(async () => {
        const { list } = globalThis.page.panel;
        const box = list?.renderRoot.querySelector('.scroller') as HTMLElement;
        const until = async (holds: () => boolean): Promise<void> => {
          while (!holds()) await new Promise(requestAnimationFrame);
        };
        // Rows that come into view get their real height, which may take some frames.
        const settled = async (row: HTMLElement): Promise<number> => {
          let top = row.getBoundingClientRect().top;
          for (let still = 0; still < 6; still++) {
            await new Promise(requestAnimationFrame);
            if (row.getBoundingClientRect().top !== top) still = 0;
            top = row.getBoundingClientRect().top;
          }
          return top;
        };
        const oldest = list?.items[0]?.message.id;
        box.scrollTop = 300;
        await until(() => list?.loading === 'before');
        const row = [...box.querySelectorAll('article')].find(
          (one) => one.getBoundingClientRect().top > box.getBoundingClientRect().top,
        ) as HTMLElement;
        const before = await settled(row);
        await until(() => list?.loading === false);
        if (list?.items[0]?.message.id === oldest) throw new Error('nothing was loaded');
        return (await settled(row)) - before;
      });
      expect(Math.abs(moved)).toBeLessThanOrEqual(2);
    }
  });

  it('follows new messages at the end, and offers a way to them elsewhere', async () => {
    await open({ count: 60 });
    await inPage(({ room, message, people }) => room.come(message(61, people.joe, 'followed')));
    await expect.poll(toEnd).toBeLessThanOrEqual(1);
    expect(await page.locator('.pill').count()).toBe(0);
    await page.locator('.scroller').evaluate((box) => box.scrollBy(0, -500));
    const top = () => page.locator('[data-id="m50"]').evaluate((row) => row.getBoundingClientRect().top);
    await page.waitForTimeout(200);
    const at = await top();
    await inPage(({ room, message, people }) => {
      for (const seq of [62, 63, 64]) room.come(message(seq, people.joe, 'more'));
    });
    await expect.poll(() => page.locator('.pill').textContent()).toContain('3 new messages');
    expect(Math.abs((await top()) - at)).toBeLessThanOrEqual(2);
    await page.locator('.pill').click();
    await expect.poll(toEnd).toBeLessThanOrEqual(1);
    await expect.poll(() => page.locator('.pill').count()).toBe(0);
  });

  it('opens at the first unread message, below the rule that says so', async () => {
    await open({ count: 45, readSeq: 20 });
    await expect.poll(() => page.locator('.unread').count()).toBe(1);
    const place = await page.locator('.unread').evaluate((rule) => {
      const box = rule.closest('.scroller') as HTMLElement;
      return (rule.getBoundingClientRect().top - box.getBoundingClientRect().top) / box.clientHeight;
    });
    expect(place).toBeGreaterThan(0.1);
    expect(place).toBeLessThan(0.6);
    expect(await page.locator('.unread + article').getAttribute('data-id')).toBe('m21');
  });

  it('opens at the first unread message also where more than a page is unread', async () => {
    await open({ count: 400, readSeq: 120 });
    await expect.poll(() => page.locator('.unread + article').getAttribute('data-id')).toBe('m121');
    expect(await page.locator('.unread').isVisible()).toBe(true);
    await expect.poll(() => page.locator('.pill').count()).toBe(1);
  });

  it('holds at most 300 rows however much is read', async () => {
    await open({ count: 700 });
    for (let turn = 0; turn < 9; turn++) {
      await page.locator('.scroller').evaluate((box) => box.scrollTo(0, 0));
      await page.waitForTimeout(60);
    }
    await expect.poll(() => rows().count()).toBe(300);
    expect(await page.locator('.pill').textContent()).toContain('Jump to the latest');
    await page.locator('.pill').click();
    await expect.poll(() => rows().last().getAttribute('data-id')).toBe('m700');
    await expect.poll(toEnd).toBeLessThanOrEqual(1);
  });

  it('marks as read only at the end and while somebody looks', async () => {
    await open({ count: 60, readSeq: 10, state: { visible: false } });
    const reads = () =>
      inPage(({ room }) => room.calls.filter(([name]) => name === 'read').map(([, seq]) => seq));
    await page.locator('.scroller').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.waitForTimeout(100);
    expect(await reads()).toEqual([]);
    await inPage(({ context }) => context.update({ visible: true }));
    await expect.poll(reads).toEqual([60]);
    await page.locator('.scroller').evaluate((box) => box.scrollBy(0, -600));
    await page.waitForTimeout(60);
    await inPage(({ room, message, people }) => room.come(message(61, people.joe, 'unseen')));
    await page.waitForTimeout(100);
    expect(await reads()).toEqual([60]);
  });

  it('stays unread after "mark unread" until the reader does something', async () => {
    await open({ count: 12 });
    await rows().nth(8).hover();
    await page.locator('[data-action="more"]').click();
    await page.getByRole('menuitem', { name: 'Mark unread from here' }).click();
    await expect.poll(() => inPage(({ room }) => room.calls.at(-1))).toEqual(['read', 8, { force: true }]);
    await expect.poll(() => page.locator('.unread + article').getAttribute('data-id')).toBe('m9');
    await page.locator('.scroller').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.waitForTimeout(100);
    expect(await inPage(({ room }) => room.calls.filter(([name]) => name === 'read').length)).toBe(1);
  });

  it('shows where a deep link leads and flashes it', async () => {
    await open({ count: 400 });
    await inPage(({ panel }) => void panel.goTo({ message: 'm30' }));
    await expect.poll(() => page.locator('article.flash').getAttribute('data-id')).toBe('m30');
    expect(await page.locator('article.flash').isVisible()).toBe(true);
    await expect.poll(focused).toBe('m30');
    await expect.poll(() => page.locator('article.flash').count(), { timeout: 3000 }).toBe(0);
  });

  it('says why messages could not be loaded, with the request id, and tries again', async () => {
    await open({ count: 120 });
    await page.evaluate(() => {
      globalThis.page.room.loadError = Object.assign(new Error('down'), { requestId: 'req-7' });
    });
    await page.locator('.scroller').evaluate((box) => box.scrollTo(0, 0));
    const failure = page.locator('.error-row');
    await expect.poll(() => failure.count()).toBe(1);
    expect(await failure.textContent()).toContain('req-7');
    await failure.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => failure.count()).toBe(0);
    await expect.poll(() => rows().count()).toBeGreaterThan(50);
  });
});

describe('screen readers', () => {
  it('hear one message by its text, several by their number, and nothing of their own', async () => {
    await open({ count: 3 });
    const said = () => inPage((page) => page.said);
    await inPage(({ room, message, people }) => room.come(message(4, people.lilly, 'Morning!')));
    await expect.poll(said).toEqual(['Lilly Chen: Morning!']);
    await inPage(({ room, message, people }) => {
      for (const seq of [5, 6, 7, 8, 9]) room.come(message(seq, people.joe, 'and more'));
    });
    await expect.poll(said).toEqual(['Lilly Chen: Morning!', '5 new messages']);
    await field().fill('my own');
    await page.keyboard.press('Enter');
    await inPage(({ room, message, people }) => {
      room.replace(message(4, people.lilly, 'edited', { editedAt: '2026-11-20T10:00:00Z' }));
      room.type('u1');
    });
    await page.waitForTimeout(900);
    expect(await said()).toHaveLength(2);
  });
});

describe('the search of the room', () => {
  const asked = () =>
    inPage(({ room }) => room.calls.filter(([name]) => name === 'search').map(([, q]) => q));

  it('asks once for what is typed, after a pause, and at once for what was asked elsewhere', async () => {
    await open({ count: 3 });
    await page.evaluate(() => globalThis.page.panel.search('mess'));
    await expect.poll(asked).toEqual(['mess']);
    await page.locator('input[type=search]').pressSequentially('age');
    await expect.poll(asked).toEqual(['mess', 'message']);
    await expect.poll(() => page.locator('tb-message-search [role=status]').textContent()).toContain('3');
    expect(await page.locator('tb-message-search mark').first().textContent()).toBe('Message');
    expect(await asked()).toEqual(['mess', 'message']);
  });
});
