import { afterEach, expect } from 'vitest';
import { harnessFor, type PanelPage } from '../../../../widget/kit/test/support/harness.js';
import type { Setup } from './page.js';

/** A page for each test of a file: it goes after the test, which fails when something went wrong on the page. */
export function chatPages() {
  const harness = harnessFor(new URL('./page.ts', import.meta.url));
  let page: PanelPage | undefined;
  afterEach(async () => {
    const faults = page?.faults;
    await page?.context().close();
    expect(faults).toEqual([]);
  });
  const newPage = async (): Promise<PanelPage> => {
    page = await harness.newPage();
    return page;
  };
  return {
    newPage,
    /** With the chat in it. */
    async open(setup: Setup = {}): Promise<PanelPage> {
      const opened = await newPage();
      await opened.evaluate(async (given) => {
        await openChat(given as Setup);
      }, setup as object);
      return opened;
    },
  };
}
