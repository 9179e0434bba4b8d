import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { violations } from '../../../../widget/kit/test/support/axe.js';
import { harnessFor, type PanelPage } from '../../../../widget/kit/test/support/harness.js';
import type { RoomsPage } from './page.js';

const harness = harnessFor(new URL('./page.ts', import.meta.url));
let page: PanelPage;

beforeAll(async () => {
  page = await harness.newPage({ viewport: { width: 420, height: 720 }, reducedMotion: 'reduce' });
});
beforeEach(async () => {
  page.faults.length = 0;
  await page.evaluate(async () => {
    await openPanel();
  });
});

const inPage = <T>(work: (page: RoomsPage) => T): Promise<T> =>
  page.evaluate(`(${work.toString()})(roomsPage)`) as Promise<T>;
const calls = () => inPage(({ calls }) => calls);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const menuItem = (name: string) => page.getByRole('menuitem', { name });

async function openMenu(room: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${room}` }).click();
  await menuItem(item).click();
}
async function openNew(item: string): Promise<void> {
  await button('New').click();
  await menuItem(item).click();
}

describe('the list of rooms', () => {
  it('names unread messages and mentions, and marks the current room', async () => {
    for (const name of [
      'design',
      'general 3 unread messages',
      'leads 2 mentions',
      'Lilly Chen 1 unread message',
    ]) {
      await expect.poll(() => page.getByRole('button', { name, exact: true }).count()).toBe(1);
    }
    expect((await page.locator('[aria-current="true"]').textContent())?.trim()).toBe('design');
  });

  it('is one tab stop that the arrow keys move through, and opens what is chosen', async () => {
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await calls()).toEqual([['openRoom', 'r2']]);
    expect(await page.locator('.room[tabindex="0"]').count()).toBe(1);
  });

  it('finds a room or a person by name', async () => {
    await page.getByRole('searchbox').fill('lil');
    await expect.poll(() => page.locator('.room').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await calls()).toEqual([['openRoom', 'r4']]);
    await page.getByRole('searchbox').fill('nowhere');
    await expect.poll(() => page.getByRole('status').textContent()).toContain('No space or conversation');
  });
});

describe('a new room', () => {
  it('is made from the form and opened', async () => {
    await openNew('Create a space');
    await page.getByLabel('Name').fill('  vault ');
    await page.getByLabel('Whoever knows the password').check();
    await page.getByLabel('Password', { exact: true }).fill('open sesame');
    await button('Create').click();
    await expect
      .poll(calls)
      .toEqual([
        ['create', 'w1', { name: 'vault', visibility: 'password', kind: 'chat', password: 'open sesame' }],
        ['refreshRooms'],
        ['openRoom', 'r7'],
      ]);
    await expect.poll(() => page.locator('tb-create-room').count()).toBe(0);
  });

  it('tells why it was refused, with the request id, and keeps what was typed', async () => {
    await openNew('Create a space');
    await page.getByLabel('Name').fill('design');
    await inPage((page) => {
      page.failure = Object.assign(new Error('The slug is taken.'), {
        code: 'conflict',
        status: 409,
        requestId: 'req-9',
        details: { detail: 'The slug is taken.' },
      });
    });
    await button('Create').click();
    await expect.poll(() => page.getByRole('alert').textContent()).toBe('The slug is taken.Request req-9');
    expect(await page.getByLabel('Name').inputValue()).toBe('design');
  });
});

describe('what somebody may not do', () => {
  const offered = async (role: string | undefined): Promise<(string | undefined)[]> => {
    await page.evaluate((given) => {
      const { context } = (globalThis as unknown as { roomsPage: RoomsPage }).roomsPage;
      context.update({ workspace: { ...(context.state.workspace as object), role: given } as never });
    }, role);
    await page.evaluate(
      () => (globalThis as unknown as { roomsPage: RoomsPage }).roomsPage.panel.updateComplete,
    );
    if ((await button('New').count()) === 0) return [];
    await button('New').click();
    const items = await page.getByRole('menuitem').allTextContents();
    await page.keyboard.press('Escape');
    return items.map((text) => text.trim());
  };

  it('is not offered: visitors of an app and guests find, make and leave nothing', async () => {
    expect(await offered('member')).toEqual(['Create a space', 'Find spaces to join', 'Message somebody']);
    expect(await offered('viewer')).toEqual(['Find spaces to join']);
    expect(await offered('guest')).toEqual([]);
    expect(await offered(undefined)).toEqual([]);
    await button('More for leads').click();
    expect((await page.getByRole('menuitem').allTextContents()).map((text) => text.trim())).toEqual([
      'Members',
      'Copy link',
    ]);
  });
});

describe('rooms to join', () => {
  it('ask for a password where there is one, and say when it is wrong', async () => {
    await openNew('Find spaces to join');
    await button('Join vault').click();
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await inPage((page) => {
      page.failure = Object.assign(new Error('no'), { code: 'room_password_wrong' });
    });
    await button('Join').click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('That is not the password.');
    await page.getByLabel('Password', { exact: true }).fill('right');
    await button('Join').click();
    await expect
      .poll(async () => (await calls()).slice(-3))
      .toEqual([['join', 'r9', { password: 'right' }], ['refreshRooms'], ['openRoom', 'r9']]);
  });
});

describe('people', () => {
  it('are written to directly, one or several', async () => {
    await openNew('Message somebody');
    await page.getByRole('checkbox', { name: /Lilly Chen/ }).check();
    await page.getByRole('checkbox', { name: /Ana Silva/ }).check();
    await button('Start with 2 people').click();
    await expect.poll(async () => (await calls())[0]).toEqual(['direct', 'w1', ['u1', 'u3']]);
  });

  it('are added, given roles and removed by whoever manages the room', async () => {
    await openMenu('design', 'Members');
    await page.getByLabel('Role of Joe Park').selectOption('viewer');
    await expect.poll(async () => (await calls()).at(-1)).toEqual(['setRole', 'u2', 'viewer']);
    expect(await page.getByLabel('Role of Lilly Chen').count()).toBe(0);
    await button('Add').click();
    await button('Add Ana Silva').click();
    await expect.poll(async () => (await calls()).at(-1)).toEqual(['addMember', 'u3']);
    await button('Back').click();
    await button('Remove Ana Silva').click();
    await expect.poll(async () => (await calls()).at(-1)).toEqual(['removeMember', 'u3']);
  });

  it('come by a link that is shown once', async () => {
    await openMenu('design', 'Invite people');
    await button('Make a link').click();
    await expect
      .poll(() => page.getByLabel('Invitation link').inputValue())
      .toBe('https://chat.example/i/secret');
    expect((await calls())[0]).toEqual(['invite', { role: 'member', maxUses: 10, expiresInHours: 168 }]);
  });
});

describe('a room of mine', () => {
  it('is changed on the version that was shown', async () => {
    await openMenu('design', 'Settings');
    await page.getByLabel('Name').fill('look');
    await button('Save').click();
    await expect
      .poll(async () => (await calls())[0])
      .toEqual(['update', { name: 'look', topic: 'How it looks', visibility: 'public', baseVersion: 4 }]);
  });

  it('is left only after a question', async () => {
    await openMenu('leads', 'Leave');
    await button('Leave').click();
    await expect.poll(calls).toEqual([['leave', 'r3'], ['refreshRooms']]);
    expect(await inPage(({ toasts }) => toasts)).toEqual(['You left leads.']);
  });

  it('offers settings and invitations only to whoever may', async () => {
    await page.getByRole('button', { name: 'More for leads' }).click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(
      ['Members', 'Copy link', 'Leave'].map((label) => expect.stringContaining(label)),
    );
  });
});

describe.each(['light', 'dark'])('axe finds nothing in %s', (scheme) => {
  it.each([
    ['the list', async () => {}],
    ['a new room', () => openNew('Create a space')],
    ['rooms to join', () => openNew('Find spaces to join')],
    ['people to write to', () => openNew('Message somebody')],
    ['the members', () => openMenu('design', 'Members')],
    ['an invitation', () => openMenu('design', 'Invite people')],
    ['the settings', () => openMenu('design', 'Settings')],
  ] as const)('%s', async (name, show) => {
    await page.evaluate((to) => document.documentElement.style.setProperty('color-scheme', to), scheme);
    // Under reduced motion every colour changes within a frame, not at once.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await show();
    if (name !== 'the list') await page.locator('tb-dialog :is(input, select)').first().waitFor();
    expect(await violations(page, ['heading-order'])).toEqual([]);
    expect(page.faults).toEqual([]);
  });
});
