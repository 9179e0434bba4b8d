import { describe, expect, it } from 'vitest';
import type { EventPermission, Resource } from '../../shared/types.js';
import { type LivePageHandle, type LiveStage, onLivePage } from './live-stage.js';

let stage: LiveStage;
let page: LivePageHandle;
onLivePage((opened, first) => {
  stage = opened;
  page = first;
});

describe('sharing', () => {
  const dialog = () => page.locator('tb-event-sharing');

  async function open(title: string, token: string): Promise<void> {
    await page.show({ day: '2027-03-02', token });
    await page.locator('tb-calendar-panel').getByRole('button', { name: title }).first().click();
    await page.locator('tb-event-card').getByRole('button', { name: 'Sharing' }).click();
    await dialog().locator('li').first().waitFor();
  }
  const roles = async (id: string): Promise<Record<string, string>> => {
    const { body } = await stage.world.owner.inject<{ items: EventPermission[] }>({
      url: `/v1/events/${id}/permissions`,
    });
    return Object.fromEntries(body.items.map(({ user, role }) => [user.username, role]));
  };

  it('gives, changes and takes roles, and keeps one owner', async () => {
    const { member, make } = stage.world;
    const { id } = await make(member, { title: 'Shared' });
    await open('Shared', member.token);
    const search = dialog().getByRole('combobox', { name: 'Add somebody' });
    await search.fill('vera');
    await search.press('Enter');
    await expect.poll(() => roles(id)).toEqual({ mia: 'owner', vera: 'editor' });
    await dialog().getByLabel('Role of mia').selectOption('editor');
    await expect
      .poll(() => dialog().getByRole('alert').textContent())
      .toContain('An event keeps one owner at least.');
    await expect.poll(() => dialog().getByLabel('Role of mia').inputValue()).toBe('owner');
    await dialog().getByLabel('Role of vera').selectOption('viewer');
    await expect.poll(() => roles(id)).toEqual({ mia: 'owner', vera: 'viewer' });
    await dialog().getByRole('button', { name: 'Remove vera' }).click();
    await expect.poll(() => roles(id)).toEqual({ mia: 'owner' });
  });

  it('is only read by those who may change the event and do not own it', async () => {
    const { member, viewer, make } = stage.world;
    const { id } = await make(member, { title: 'Lent' });
    await member.inject({
      method: 'PUT',
      url: `/v1/events/${id}/permissions/${viewer.user.id}`,
      body: { role: 'editor' },
    });
    await open('Lent', viewer.token);
    expect(await dialog().getByRole('combobox').count()).toBe(0);
    expect(await dialog().getByText('May change it').count()).toBe(1);
  });
});

describe('calendar files', () => {
  const dialog = () => page.locator('tb-calendars');
  const button = (name: string) => dialog().getByRole('button', { name, exact: true });

  async function open(setup: Parameters<LivePageHandle['show']>[0] = {}): Promise<void> {
    await page.show({ day: '2027-03-02', ...setup });
    await page.getByRole('button', { name: 'Calendar files and bookable things' }).click();
    await dialog().getByRole('heading', { name: 'Calendar files' }).waitFor();
  }

  const file = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    'BEGIN:VEVENT',
    'UID:one@example.com',
    'DTSTART:20270309T090000',
    'DTEND:20270309T100000',
    'SUMMARY:From a file',
    'ATTACH:https://example.com/agenda.pdf',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:two@example.com',
    'DTSTART:20270310T090000Z',
    'SUMMARY:Never mind',
    'STATUS:CANCELLED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const choose = (text: string) =>
    dialog()
      .locator('input[type=file]')
      .setInputFiles({ name: 'team.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });

  it('come in with a report of what is new, what was left out and why', async () => {
    await open();
    await choose(file);
    await expect.poll(() => dialog().locator('.notice').textContent()).toContain('1 event is new.');
    await dialog().getByText('1 event was left out').click();
    expect(await dialog().locator('.skipped li').allTextContents()).toEqual(['Never mind: it is cancelled.']);
    expect(await dialog().locator('.not-carried li').allTextContents()).toContainEqual(
      expect.stringMatching(/^ATTACH: 1$/),
    );
    await choose(file);
    await expect.poll(() => dialog().locator('.notice').textContent()).toContain('1 event was here already.');
    const { items } = await stage.world.window(stage.world.owner, '2027-03-09', '2027-03-10');
    // The file names no zone: it is read where its reader is.
    expect(items).toMatchObject([{ title: 'From a file', start: '2027-03-09T08:00:00.000Z' }]);
  });

  it('that are none say so', async () => {
    await open();
    await choose('Dear diary');
    await expect
      .poll(() => dialog().getByRole('alert').textContent())
      .toContain('That file is not a calendar that can be read.');
  });

  it('go out, and are followed by an address that is shown once and can be revoked', async () => {
    await open();
    const saving = page.waitForEvent('download');
    await button('Save as a file').click();
    expect((await saving).suggestedFilename()).toMatch(/\.ics$/);
    await button('Make an address').click();
    const address = await dialog().getByLabel('Address for calendar programs').inputValue();
    const { pathname } = new URL(address);
    const follow = async (): Promise<number> => (await stage.world.server.inject({ url: pathname })).status;
    expect(await follow()).toBe(200);
    await button('Revoke my address').click();
    await expect.poll(follow).toBe(404);
  });

  it('show to admins alone what can be booked, which they add, rename and delete', async () => {
    const { owner, workspaceId } = stage.world;
    const list = async (): Promise<string[]> => {
      const url = `/v1/workspaces/${workspaceId}/resources`;
      return (await owner.inject<{ items: Resource[] }>({ url })).body.items.map(({ name }) => name);
    };
    await open();
    const form = dialog().locator('tb-event-resources > form, tb-event-resources form:not(.row)');
    await form.getByLabel('Name').fill('Beamer');
    await form.getByLabel('Kind').selectOption('device');
    await form.getByLabel('Name').press('Enter');
    await expect.poll(list).toEqual(['Beamer']);
    const row = dialog().locator('tb-event-resources li');
    await row.getByLabel('Name').fill('Projector');
    await button('Save Beamer').click();
    await expect.poll(list).toEqual(['Projector']);
    await button('Delete Projector').click();
    await button('Delete').click();
    await expect.poll(list).toEqual([]);
    await open({ workspaceRole: 'member' });
    expect(await dialog().locator('tb-event-resources').count()).toBe(0);
  });
});
