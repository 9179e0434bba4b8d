import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateChat } from '../../server/src/import/generate-chat.js';
import { must, request } from '../system/account.js';
import { openStage, type Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const messages = 900;
let stage: Stage;
let people: Visitor[];

beforeAll(async () => {
  stage = await openStage(generateChat({ rooms: 1, messages }));
  const { login, password } = stage.admin;
  const { accessToken } = await must(
    request<{ accessToken: string }>(stage.url, 'POST', '/auth/login', undefined, { login, password }),
  );
  const call = <T>(method: string, path: string, body?: object) =>
    must(request<T>(stage.url, method, path, accessToken, body));
  const { token } = await call<{ token: string }>('POST', '/workspaces/archive/invites', {});
  people = await Promise.all(
    ['Iris', 'Jan', 'Kim'].map(async (name) => {
      const visitor = await stage.visitor();
      await visitor.open(`/invite#t=${token}`);
      await visitor.page.getByRole('link', { name: 'Create account' }).click();
      await visitor.signUp(name);
      return visitor;
    }),
  );
}, 120_000);
afterAll(() => stage?.close());

describe('an imported history', () => {
  it('is gone on with by three people at once, and each sees all of it in one order', async () => {
    for (const { composer } of people) await composer.waitFor();
    const rounds = [1, 2, 3, 4];
    await Promise.all(
      people.map(async (person, index) => {
        for (const round of rounds) await person.say(`new line ${index}.${round}`);
      }),
    );
    const orders = await Promise.all(
      people.map(async (person) => {
        const lines = person.message(/new line/).locator('.text');
        await expect.poll(() => lines.count(), { timeout: 10_000 }).toBe(people.length * rounds.length);
        await expect.poll(() => person.page.locator('[data-state]').count()).toBe(0);
        return lines.allTextContents();
      }),
    );
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });

  it('is read back over several pages without the place jumping', async () => {
    const [{ page, message }] = people as [Visitor];
    const scroller = page.locator('tb-messaging-panel .main .scroller');
    // The line at the top of the view, and where it is: pages that come in above must not move it.
    const numbers = () =>
      page.locator('.main article .text').evaluateAll((texts) => texts.map((text) => text.textContent ?? ''));
    let first = messages;
    for (let pages = 0; pages < 5; pages++) {
      await scroller.evaluate((box) => {
        box.scrollTop = 0;
      });
      const before = first;
      await expect
        .poll(async () => {
          first = Number(/\((\d+)\)/.exec((await numbers()).find((text) => /\(\d+\)/.test(text)) ?? '')?.[1]);
          return first;
        })
        .toBeLessThan(before);
    }
    expect(first).toBeLessThan(messages - 200);
    const shown = (await numbers()).flatMap((text) => /\((\d+)\)/.exec(text)?.[1] ?? []).map(Number);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown.at(-1)).toBe((shown[0] as number) + shown.length - 1);
    await page.locator('tb-message-list .pill').click();
    await message('new line').last().waitFor();
  });

  it('is searched, and an old message answered where the others see it', async () => {
    const [iris, jan] = people as [Visitor, Visitor];
    await iris.page.getByRole('button', { name: 'Search', exact: true }).click();
    await iris.page.getByLabel('Search messages').fill('release notes');
    const hit = iris.page.locator('.side .result').last();
    await hit.click();
    const old = iris.page.locator('article.flash');
    await old.waitFor();
    await iris.act(old, 'Reply');
    await iris.say('Answered after all this time');
    const answer = jan.message('Answered after all this time');
    await answer.waitFor();
    await answer.getByRole('button', { name: /In reply to|release notes/ }).click();
    await jan.page.locator('article.flash').getByText('release notes').waitFor();
    expect(await jan.audit()).toEqual([]);
    for (const { problems, refused } of people) expect([problems, refused]).toEqual([[], []]);
  });
});
