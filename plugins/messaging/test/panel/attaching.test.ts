import { describe, expect, it } from 'vitest';
import type { PanelPage } from '../../../../widget/kit/test/support/harness.js';
import { chatPages } from './chat-page.js';
import type { Setup } from './page.js';

const pages = chatPages();
let page: PanelPage;

async function open(features: string[], state: object = {}): Promise<void> {
  page = await pages.newPage();
  await page.evaluate(
    async ([given, rest]) => {
      await openChat({ count: 3, state: { features: new Set(given), ...rest } } as unknown as Setup);
      await globalThis.page.panel.chat.loadMore();
    },
    [features, state] as const,
  );
}

/** Lets files go over the history, or pastes them into the field; answers whether the browser was kept from its own way. */
const hand = (how: 'drop' | 'paste', ...names: string[]): Promise<boolean> =>
  page.evaluate(
    ([how, names]) => {
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File(['x'], name, { type: 'text/plain' }));
      const { panel } = globalThis.page;
      const event =
        how === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, composed: true, cancelable: true })
          : new ClipboardEvent('paste', {
              clipboardData: data,
              bubbles: true,
              composed: true,
              cancelable: true,
            });
      const target = how === 'drop' ? panel.list : panel.composer?.field;
      return target?.dispatchEvent(event) === false;
    },
    [how, names] as const,
  );
const calls = (name: string): Promise<unknown[]> =>
  page.evaluate((wanted) => globalThis.page.room.calls.filter(([call]) => call === wanted), name);
const toasts = (): Promise<string[]> => page.evaluate(() => globalThis.page.toasts);
const send = () => page.getByRole('button', { name: 'Send' });
const attached = () => page.getByRole('list', { name: 'Files to send' }).getByRole('listitem');

describe('with the plugin for files', () => {
  it('a dropped file is uploaded at once and goes with the message', async () => {
    await open(['messaging', 'files']);
    expect(await hand('drop', 'tokens.pdf')).toBe(true);
    await expect.poll(() => attached().getAttribute('data-state')).toBe('ready');
    await page.locator('textarea').fill('Here it is');
    await page.keyboard.press('Enter');
    await expect.poll(() => attached().count()).toBe(0);
    expect(await calls('send')).toEqual([['send', { text: 'Here it is', files: ['file-tokens.pdf'] }]]);
  });

  it('a pasted one needs no words', async () => {
    await open(['messaging', 'files']);
    await hand('paste', 'shot.png');
    await expect.poll(() => send().getAttribute('aria-disabled')).toBe('false');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => calls('send'))
      .toEqual([['send', { text: 'shot.png', files: ['file-shot.png'] }]]);
  });

  it('nothing leaves before it is uploaded, and what is taken out is stopped', async () => {
    await open(['messaging', 'files']);
    await page.evaluate(() => {
      globalThis.page.room.uploading = 'hold';
    });
    await hand('drop', 'big.mov');
    await page.locator('textarea').fill('Too early');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('progressbar', { name: 'Uploading big.mov' }).count()).toBe(1);
    expect(await calls('send')).toEqual([]);
    await page.getByRole('button', { name: 'Remove big.mov' }).click();
    await expect.poll(() => calls('abort')).toEqual([['abort', 'big.mov']]);
    await page.locator('textarea').press('Enter');
    await expect.poll(() => calls('send')).toEqual([['send', { text: 'Too early' }]]);
  });

  it('a failed one says so and is tried again', async () => {
    await open(['messaging', 'files']);
    await page.evaluate(() => {
      globalThis.page.room.uploading = 'fail';
    });
    await hand('drop', 'a.txt');
    await expect.poll(() => attached().textContent()).toContain('Not uploaded.');
    await page.evaluate(() => {
      globalThis.page.room.uploading = 'ok';
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => attached().getAttribute('data-state')).toBe('ready');
  });

  it('a message takes ten', async () => {
    await open(['messaging', 'files']);
    await hand('drop', ...Array.from({ length: 12 }, (_, index) => `${index}.txt`));
    await expect.poll(() => attached().count()).toBe(10);
    expect(await toasts()).toEqual(['2 files were left out: a message takes ten.']);
  });
});

describe('where no file can be sent', () => {
  it.each([
    ['the plugin is off', ['messaging'], {}],
    ['the page says no-upload', ['messaging', 'files'], { noUpload: true }],
    ['nothing can be written', ['messaging', 'files'], { readonly: true }],
  ])('there is no button, and a dropped file gets an answer: %s', async (_why, features, state) => {
    await open(features, state);
    expect(await page.getByRole('button', { name: 'Attach files' }).count()).toBe(0);
    expect(await hand('drop', 'tokens.pdf')).toBe(true);
    await expect.poll(toasts).toEqual(['Files cannot be sent here.']);
    expect(await calls('upload')).toEqual([]);
  });
});
