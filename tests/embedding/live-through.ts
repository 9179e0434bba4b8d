import { randomUUID } from 'node:crypto';
import type { Page, WebSocket } from 'playwright-core';
import { expect } from 'vitest';
import { must } from '../system/account.js';
import type { Shop } from './shop.js';

interface Sent {
  text: string;
  author: { displayName: string };
}

/**
 * What a visitor of a product meets, whatever the page is made with: the widget mounts, signs in through the product's own
 * backend, sends and receives; events reach the page's handlers; taken away, it leaves nothing, and it may come back.
 */
export async function liveThrough(shop: Shop): Promise<void> {
  const page = await shop.browser.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const sockets = new Set<WebSocket>();
  page.on('console', (line) => {
    const { url } = line.location();
    // The browser asks for it by itself.
    if (line.type() === 'error' && !url.endsWith('/favicon.ico')) complaints.push(`${line.text()} ${url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('websocket', (socket) => {
    if (!socket.url().startsWith(shop.url.replace('http', 'ws'))) return;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  try {
    await page.goto(shop.site);
    await talk(page, shop);
    await expect.poll(() => sockets.size).toBe(1);

    const leave = page.getByRole('button', { name: 'Leave' });
    if (await leave.isVisible()) await leave.click();
    // A page without a framework takes the element away by itself.
    else await page.evaluate(() => document.querySelector('team-brain')?.remove());
    await expect.poll(() => page.locator('team-brain').count()).toBe(0);
    await expect.poll(() => sockets.size, { timeout: 10_000 }).toBe(0);

    const back = page.getByRole('button', { name: 'Come back' });
    if (await back.isVisible()) {
      await back.click();
      await talk(page, shop);
    }
    expect(complaints).toEqual([]);
  } finally {
    await page.close();
  }
}

async function talk(page: Page, shop: Shop): Promise<void> {
  // Several pages talk in the room, one after the other.
  const time = randomUUID().slice(0, 8);
  const widget = page.locator('team-brain');
  const facade = page.locator('team-brain-launcher-facade').locator('button');
  await widget.or(facade).first().waitFor({ state: 'attached' });
  if (await facade.isVisible()) await facade.click();
  const composer = widget.getByRole('textbox');
  await composer.fill(`${time} from the product`);
  await composer.press('Enter');
  const newest = async (): Promise<Sent | undefined> => {
    const path = `/rooms/${shop.designRoom}/messages?limit=1`;
    return (await must(shop.lilly.call<{ items: Sent[] }>('GET', path))).items[0];
  };
  await expect.poll(async () => (await newest())?.text, { timeout: 15_000 }).toBe(`${time} from the product`);
  expect((await newest())?.author.displayName).toBe('Ada Moreno');

  await shop.lilly.call('POST', `/rooms/${shop.designRoom}/messages`, { text: `${time} from elsewhere` });
  await widget.getByText(`${time} from elsewhere`).waitFor();
  // The page's own handler wrote it down.
  await expect.poll(() => page.locator('output').textContent()).toBe(`${time} from elsewhere`);
}
