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
const field = () => page.locator('.foot textarea');
const sends = () =>
  inPage(({ room }) => room.calls.filter(([name]) => name === 'send').map(([, input]) => input));
const lastRow = () => page.locator('article').last();

describe('sending', () => {
  it('shows the message at once, and keeps its row when the server has it', async () => {
    await open();
    await inPage(({ room }) => {
      room.sending = 'hold';
    });
    await field().fill('Hello **there**');
    await page.keyboard.press('Enter');
    await expect.poll(() => lastRow().getAttribute('data-state')).toBe('sending');
    expect(
      await lastRow()
        .locator('.text')
        .evaluate((text) => getComputedStyle(text).opacity),
    ).toBe('0.6');
    expect(await field().inputValue()).toBe('');
    await lastRow().evaluate((row) => Object.assign(row, { marked: true }));
    await inPage(({ room, panel }) => {
      room.sending = 'ok';
      panel.list?.items.at(-1)?.sending?.retry();
    });
    await expect.poll(() => lastRow().getAttribute('data-state')).toBeNull();
    expect(await lastRow().evaluate((row) => 'marked' in row)).toBe(true);
    expect(await page.locator('article', { hasText: 'Hello' }).count()).toBe(1);
  });

  it('says when a message was not sent, sends it again and forgets it on request', async () => {
    await open();
    await inPage(({ room }) => {
      room.sending = 'fail';
    });
    for (const text of ['first', 'second']) {
      await field().fill(text);
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => page.locator('[data-state="failed"]').count()).toBe(2);
    expect((await lastRow().locator('.failed').textContent())?.replace(/\s+/g, ' ').trim()).toBe(
      'Not sent. Retry Delete',
    );
    await inPage(({ room }) => {
      room.sending = 'ok';
    });
    await page.locator('[data-state="failed"]').first().getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => page.locator('[data-state="failed"]').count()).toBe(1);
    await page.locator('[data-state="failed"]').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.locator('[data-state]').count()).toBe(0);
    expect(await page.locator('article', { hasText: 'first' }).count()).toBe(1);
    expect(await page.locator('article', { hasText: 'second' }).count()).toBe(0);
  });

  it('may be stopped by the host page', async () => {
    await open();
    await page.evaluate(() =>
      document.addEventListener('tb-message-send', (event) => event.preventDefault(), { once: true }),
    );
    await field().fill('not this');
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([]);
    expect(await field().inputValue()).toBe('not this');
  });

  it('refuses what is longer than the server takes, and says by how much', async () => {
    await open({ state: { limits: { maxBodyBytes: 1000, maxMessageChars: 10 } } });
    await field().fill('0123456789ab');
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([]);
    expect(await page.locator('.line').textContent()).toContain('2 characters too many');
  });
});

describe('the Enter key', () => {
  it('does not send while an input method is at work, by either sign of it', async () => {
    await open();
    await field().fill('にほん');
    await field().evaluate((element) => {
      const press = (more: object): boolean =>
        element.dispatchEvent(
          new KeyboardEvent('keydown', {
            key: 'Enter',
            bubbles: true,
            composed: true,
            cancelable: true,
            ...more,
          }),
        );
      press({ isComposing: true });
      press({ keyCode: 229 });
    });
    expect(await sends()).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([{ text: 'にほん' }]);
  });

  it('makes a line with Shift, or alone where Ctrl+Enter sends', async () => {
    await open();
    await field().pressSequentially('one');
    await page.keyboard.press('Shift+Enter');
    await field().pressSequentially('two');
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([{ text: 'one\ntwo' }]);
    await inPage(({ context }) => context.update({ sendKey: 'mod+enter' }));
    await field().pressSequentially('three');
    await page.keyboard.press('Enter');
    expect(await sends()).toHaveLength(1);
    await page.keyboard.press('Control+Enter');
    expect(await sends()).toEqual([{ text: 'one\ntwo' }, { text: 'three' }]);
  });
});

describe('completions', () => {
  it('offer people, take the choice with Enter and send the mention', async () => {
    await open();
    await field().pressSequentially('hi @li');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    expect(await field().getAttribute('aria-activedescendant')).toBe('option-0');
    await page.keyboard.press('Enter');
    expect(await field().inputValue()).toBe('hi @lilly.chen ');
    expect(await sends()).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([{ text: 'hi @lilly.chen', mentions: ['u1'] }]);
  });

  it('do not mention somebody whose name was taken out again', async () => {
    await open();
    await field().pressSequentially('@jo');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Tab');
    await field().fill('nobody');
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([{ text: 'nobody' }]);
  });

  it('move with the arrow keys and close with Escape, which does no more', async () => {
    await open();
    await field().pressSequentially('@');
    await expect.poll(() => page.getByRole('option').count()).toBe(3);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('[aria-selected="true"]').getAttribute('id')).toBe('option-1');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('option').count()).toBe(0);
    expect(await field().inputValue()).toBe('@');
  });

  it('offer emoji by name', async () => {
    await open();
    await field().pressSequentially(':tada');
    await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    expect(await field().inputValue()).toBe('🎉 ');
  });

  it.each([
    ['ar', ':صاروخ', 'صاروخ'],
    ['zh', '：火箭', '火箭'],
    ['ja', '：ロケット', 'ロケット'],
  ])('offer emoji by name in the language of the widget: %s', async (locale, text, name) => {
    await open({ state: { locale } });
    await field().pressSequentially(text);
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    expect(await field().inputValue()).toBe('🚀 ');
  });
});

describe('answering', () => {
  it('says who is being answered, in one line above the field, until it is sent or given up', async () => {
    await open({ count: 2 });
    const line = page.locator('.foot .reply');
    const answer = async (): Promise<void> => {
      await page.locator('article').first().hover();
      await page.locator('article [data-action="reply"]').click();
      await line.waitFor();
    };
    await answer();
    expect(await line.textContent()).toContain('Replying to Lilly Chen');
    expect(await line.evaluate((element) => getComputedStyle(element).display)).toBe('flex');
    await page.getByRole('button', { name: 'Stop replying' }).click();
    await expect.poll(() => line.count()).toBe(0);
    await answer();
    await field().fill('Yes');
    await page.keyboard.press('Enter');
    await expect.poll(() => line.count()).toBe(0);
    expect(await sends()).toEqual([expect.objectContaining({ text: 'Yes', replyTo: 'm1' })]);
  });
});

describe('emoji', () => {
  it('are found and called in the language of the widget, on the messages too', async () => {
    await open({ state: { locale: 'ja' } });
    await inPage(({ room, people }) => {
      const last = room.stored.at(-1);
      if (last) room.replace({ ...last, reactions: [{ emoji: '❤️', count: 1, userIds: [people.joe.id] }] });
    });
    // Before anybody looked for an emoji, their names are not here.
    expect(await page.locator('.reaction').getAttribute('aria-label')).toContain('❤️');
    await page.locator('.foot').getByRole('button', { name: 'Emoji' }).click();
    await page.locator('tb-emoji-grid .quick').getByRole('button', { name: '赤いハート' }).waitFor();
    await page.locator('tb-emoji-grid input').fill('ろけっと');
    await page.locator('tb-emoji-grid .scroller').getByRole('button', { name: 'ロケット' }).click();
    expect(await field().inputValue()).toBe('🚀');
    expect(await page.locator('.reaction').getAttribute('aria-label')).toMatch(/^赤いハート/);
  });
});

describe('editing', () => {
  it('starts with ↑ in an empty field, saves with Enter and gives the focus back', async () => {
    await open();
    await field().fill('tpyo');
    await page.keyboard.press('Enter');
    await expect.poll(() => lastRow().getAttribute('data-state')).toBeNull();
    await page.keyboard.press('ArrowUp');
    const editor = page.locator('article textarea');
    await expect.poll(() => editor.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await editor.inputValue()).toBe('tpyo');
    await editor.fill('typo');
    await page.keyboard.press('Enter');
    await expect.poll(() => editor.count()).toBe(0);
    expect(await lastRow().textContent()).toContain('typo');
    expect(await lastRow().textContent()).toContain('(edited)');
    await expect.poll(() => lastRow().evaluate((row) => row.matches(':focus'))).toBe(true);
  });

  it('ends with Escape and changes nothing', async () => {
    await open();
    await field().fill('stays');
    await page.keyboard.press('Enter');
    await expect.poll(() => lastRow().getAttribute('data-state')).toBeNull();
    await page.keyboard.press('ArrowUp');
    const editor = page.locator('article textarea');
    await editor.fill('other');
    await page.keyboard.press('Escape');
    await expect.poll(() => editor.count()).toBe(0);
    expect(await inPage(({ room }) => room.calls.some(([name]) => name === 'edit'))).toBe(false);
    expect(await lastRow().textContent()).toContain('stays');
  });
});

describe('a draft', () => {
  it('comes back with its room', async () => {
    await open();
    await field().fill('half a thought');
    await page.evaluate(() => openChat());
    expect(await field().inputValue()).toBe('half a thought');
    await field().fill('done');
    await page.keyboard.press('Enter');
    await page.evaluate(() => openChat());
    expect(await field().inputValue()).toBe('');
  });

  it('is no trouble where the page may not store anything', async () => {
    page = await pages.newPage();
    await page.evaluate(() => {
      Object.defineProperty(globalThis, 'sessionStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.evaluate(async () => {
      await openChat();
    });
    await field().fill('still works');
    await page.keyboard.press('Enter');
    expect(await sends()).toEqual([{ text: 'still works' }]);
  });
});

describe('whoever may only read', () => {
  it('gets a reason in place of the field, and no controls that would be refused', async () => {
    await open({ state: { readonly: true } });
    expect(await page.locator('textarea').count()).toBe(0);
    expect(await page.locator('.closed').textContent()).toBe('You can read here, but not write.');
    await lastRow().hover();
    await expect.poll(() => page.locator('.toolbar').count()).toBe(1);
    expect(
      await page.locator('.toolbar [data-action="reply"], .toolbar [data-action="toggle-reaction"]').count(),
    ).toBe(0);
  });
});
