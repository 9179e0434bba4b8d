import { existsSync } from 'node:fs';
import { buildTestServer, testPassword } from '@teambrain/core/testing';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { notes } from '../support/notes.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
let browser: Browser;

describe.runIf(existsSync(executablePath))('the page of the API in a browser', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(() => browser.close());

  it('lists every operation, finds some, and sends one as the signed-in user', async () => {
    const server = await buildTestServer({ plugins: [notes] });
    await server.register('ada');
    const { url } = await server.listen();
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => request.url().startsWith(url) || troubles.push(request.url()));

    await page.goto(`${url}/docs`);
    await page.getByText('POST', { exact: true }).first().waitFor();
    const { paths } = (await server.inject({ url: '/openapi.json' })).body;
    const operations = Object.values(paths as Record<string, object>).flatMap((item) => Object.keys(item));
    expect(await page.locator('details').count()).toBe(operations.length);

    await page.getByLabel('Find').fill('notes.use create');
    await expect.poll(() => page.locator('details:visible').count()).toBe(1);
    await page.getByLabel('E-mail or username').fill('ada');
    await page.getByLabel('Password').fill(testPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signed in as ada').waitFor();

    const create = page.locator('details:visible');
    await create.locator('summary').click();
    await create.getByLabel('Body').fill('{"text":"from the page"}');
    await create.getByRole('button', { name: 'Send' }).click();
    await create.getByText('"text": "from the page"').waitFor();
    expect(await create.locator('pre').last().textContent()).toMatch(/^201\n/);
    expect(troubles).toEqual([]);
  });
});
