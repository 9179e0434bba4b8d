import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must, request } from '../system/account.js';
import { openStage, type Stage } from './stage.js';
import type { Visitor } from './visitor.js';

let stage: Stage;
let ada: Visitor;
let ben: Visitor;
const everybody: Visitor[] = [];

beforeAll(async () => {
  stage = await openStage();
  ada = await stage.visitor();
  ben = await stage.visitor();
  everybody.push(ada, ben);
}, 120_000);
afterAll(() => stage?.close());

afterEach(() => {
  for (const { problems } of everybody) expect(problems.splice(0)).toEqual([]);
});

describe('two people', () => {
  it('meet by an invitation link', async () => {
    await ada.open('/signup');
    await ada.signUp('Ada');
    await ada.page.getByLabel('Name of the workspace').fill('Acme Studio');
    await ada.page.getByRole('button', { name: 'Create workspace' }).click();
    await ada.composer.waitFor();
    await ada.page.getByRole('button', { name: 'Invite people' }).click();
    await ada.page.getByRole('button', { name: 'Make an invitation link' }).click();
    const link = await ada.page.getByLabel('Invitation link').inputValue();
    await ada.page.keyboard.press('Escape');
    await ben.open(link);
    await ben.page.getByRole('link', { name: 'Create account' }).click();
    await ben.signUp('Ben');
    await ben.composer.waitFor();
    await ada.page.locator('tb-presence-line').getByText('2 online').waitFor();
  });

  it('see each other write, and what was written', async () => {
    // A signal that is sent before both are connected is lost for good: she goes on typing until he sees it.
    await expect
      .poll(
        async () => {
          await ada.composer.pressSequentially('…');
          return ben.page.getByText('Ada is typing…').isVisible();
        },
        { interval: 500, timeout: 15_000 },
      )
      .toBe(true);
    await ada.composer.fill('Hello **Ben**');
    await ada.composer.press('Enter');
    await ben.message('Hello Ben').waitFor();
    expect(await ben.message('Hello Ben').locator('strong').textContent()).toBe('Ben');
    await expect.poll(() => ben.page.getByText('Ada is typing…').count()).toBe(0);
  });

  it('mention, and the one who is named sees it at a glance', async () => {
    await ben.composer.pressSequentially('What do you say, @ad');
    await ben.page.getByRole('option', { name: /Ada/ }).click();
    await ben.composer.press('Enter');
    const seen = ada.message('What do you say');
    await seen.waitFor();
    expect(await seen.getAttribute('data-mention')).not.toBeNull();
  });

  it('answer in a thread', async () => {
    await ben.act(ben.message('Hello Ben'), 'Open thread');
    const answer = ben.page.locator('.side textarea');
    await answer.fill('Good to be here');
    await answer.press('Enter');
    await ada
      .message('Hello Ben')
      .getByRole('button', { name: /1 reply/ })
      .click();
    await ada.page.locator('.side article').getByText('Good to be here').waitFor();
    for (const { page } of [ada, ben]) await page.locator('.side .close').click();
  });

  it('react, and take it back', async () => {
    await ben.act(ben.message('Hello Ben'), 'React 👍');
    const reaction = ada.message('Hello Ben').getByRole('button', { name: '👍, 1 person' });
    await reaction.click();
    await ben.message('Hello Ben').getByRole('button', { name: '👍, 2 people, you among them' }).click();
    await ada.message('Hello Ben').getByRole('button', { name: '👍, 1 person, you' }).waitFor();
  });

  it('edit and delete what they said', async () => {
    await ada.say('See you at tree');
    await ben.message('See you at tree').waitFor();
    await ada.choose(ada.message('See you at tree'), 'Edit');
    await ada.page.getByLabel('Edit message').fill('See you at three');
    await ada.page.getByLabel('Edit message').press('Enter');
    await ben.message('See you at three').getByText('(edited)').waitFor();
    await ada.choose(ada.message('See you at three'), 'Delete');
    await ada.page.locator('tb-messaging-panel tb-dialog').getByRole('button', { name: 'Delete' }).click();
    await ben.message('This message was deleted.').waitFor();
    await expect.poll(() => ben.message('See you at three').count()).toBe(0);
  });

  it('find what was said, and what was pinned', async () => {
    await ada.choose(ada.message('Hello Ben'), 'Pin');
    await ada.message('Hello Ben').getByText('Pinned').waitFor();
    await ben.page.getByRole('button', { name: 'Search', exact: true }).click();
    await ben.page.getByLabel('Search messages').fill('good');
    await ben.page.locator('.side mark').getByText('Good').waitFor();
    await ben.page.locator('.side .close').click();
    await ben.say('/pins');
    await ben.page.locator('.side .result').getByText('Hello Ben').click();
    await ben.page.locator('article.flash').getByText('Hello').waitFor();
    await ben.page.locator('.side .close').click();
  });

  it('open a copied link at its message', async () => {
    const id = await ben.message('Hello Ben').getAttribute('data-id');
    const room = new URL(ben.page.url()).pathname.split('/').at(-1);
    await ben.page.goto(`${ben.page.url()}#tb-room=${room}&tb-message=${id}`);
    await ben.page.reload();
    await ben.page.locator('article.flash').getByText('Hello').waitFor();
  });
});

describe('a space with a password', () => {
  it('is found by everybody, and opened by the right password alone', async () => {
    await ada.page.getByRole('button', { name: 'New', exact: true }).click();
    await ada.page.getByRole('menuitem', { name: 'Create a space' }).click();
    await ada.page.getByLabel('Name', { exact: true }).fill('Vault');
    await ada.page.getByText('Whoever knows the password').click();
    await ada.page.getByLabel('Password', { exact: true }).fill('open sesame');
    await ada.page.getByRole('button', { name: 'Create', exact: true }).click();
    await ada.page.getByLabel('Message #Vault').waitFor();
    await ben.page.getByRole('button', { name: 'New', exact: true }).click();
    await ben.page.getByRole('menuitem', { name: 'Find spaces to join' }).click();
    await ben.page.getByRole('button', { name: 'Join Vault' }).click();
    await ben.page.getByLabel('Password', { exact: true }).fill('open barley');
    await ben.page.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.page.getByText('That is not the password.').waitFor();
    expect(ben.refused.splice(0)).toHaveLength(1);
    await ben.page.getByLabel('Password', { exact: true }).fill('open sesame');
    await ben.page.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.page.getByLabel('Message #Vault').waitFor();
  });

  it('counts what is unread elsewhere, and points to what is below', async () => {
    await ben.space('General').locator('.room').click();
    await ada.say('First gold\n'.repeat(40));
    await ada.say('More gold');
    await ben.space('Vault').locator('.badge').getByText('2').waitFor();
    await expect.poll(() => ben.page.title()).toMatch(/^\(2\)/);
    await ben.space('Vault').locator('.room').click();
    await ben.page.locator('.unread').getByText('New').waitFor();
    await ben.page.locator('tb-message-list .pill').click();
    await expect.poll(() => ben.space('Vault').locator('.badge').count()).toBe(0);
    await expect.poll(() => ben.page.title()).toBe('Acme Studio · TeamBrain');
  });
});

describe('a connection that comes and goes', () => {
  it('keeps a message for later, and delivers it once', async () => {
    const { page, composer, problems } = ben;
    await page.context().setOffline(true);
    await page.getByText('Offline. Messages will be sent when you are back.').waitFor();
    await composer.fill('Written in a tunnel');
    await composer.press('Enter');
    const waiting = ben.message('Written in a tunnel');
    await waiting.waitFor();
    expect(await waiting.getAttribute('data-state')).toBe('sending');
    expect(await ben.audit()).toEqual([]);
    await page.context().setOffline(false);
    await ada.message('Written in a tunnel').waitFor();
    await expect.poll(() => waiting.getAttribute('data-state')).toBeNull();
    await expect.poll(() => page.locator('.bar').count()).toBe(0);
    for (const who of [ada, ben]) expect(await who.message('Written in a tunnel').count()).toBe(1);
    // What the browser says about requests that it did not let out.
    const rest = problems.splice(0).filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'));
    expect(rest).toEqual([]);
  });
});

describe('an admin', () => {
  it('takes presence away from open widgets, and brings it back', async () => {
    const { accessToken } = await must(
      request<{ accessToken: string }>(stage.url, 'POST', '/auth/login', undefined, {
        login: stage.admin.login,
        password: stage.admin.password,
      }),
    );
    const line = ben.page.locator('tb-presence-line');
    const set = (enabled: boolean) =>
      must(request(stage.url, 'PATCH', '/admin/plugins', accessToken, { plugin: 'presence', enabled }));
    await line.getByText('2 online').waitFor();
    await set(false);
    await expect.poll(() => line.count(), { timeout: 2_000 }).toBe(0);
    await ben.say('Still talking');
    await ada.message('Still talking').waitFor();
    await set(true);
    await line.getByText('2 online').waitFor();
  });
});

describe('axe finds nothing to complain about', () => {
  it.each(['light', 'dark'] as const)('in the talk, a thread and a menu, %s', async (colorScheme) => {
    const { page } = ada;
    await page.emulateMedia({ colorScheme });
    await ada.space('General').locator('.room').click();
    await ada.act(ada.message('Hello Ben'), 'Open thread');
    await page.locator('.side article').getByText('Good to be here').waitFor();
    expect(await ada.audit()).toEqual([]);
    await ada.act(ada.message('Hello Ben'), 'More actions');
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    expect(await ada.audit()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.side .close').click();
  });

  it('from right to left, and on a phone', async () => {
    const { page } = ada;
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    expect(await ada.audit()).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await ada.audit()).toEqual([]);
    await page.getByRole('button', { name: /switch space/ }).click();
    await ada.space('Vault').waitFor();
    expect(await ada.audit()).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

describe('who signs out', () => {
  it('stays in over a reload, and leaves no text behind', async () => {
    const { page, composer } = ben;
    await page.reload();
    await ben.message('Still talking').waitFor();
    await composer.fill('A draft that nobody else should read');
    await ben.signOut();
    const left = await page.evaluate(() => {
      const read = (root: ParentNode): string =>
        [...root.querySelectorAll('*')]
          .map((element) => (element.shadowRoot ? read(element.shadowRoot) : '') + element.textContent)
          .join('');
      return read(document) + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
    });
    for (const text of ['Still talking', 'Hello', 'A draft', 'Vault', 'tunnel'])
      expect(left).not.toContain(text);
    await page.goBack();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    expect(everybody.flatMap(({ refused }) => refused)).toEqual([]);
  });
});
