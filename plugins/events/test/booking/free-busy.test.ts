import { beforeAll, describe, expect, it } from 'vitest';
import type { FreeBusy } from '../../shared/types.js';
import { buildWorld, march, type World } from './world.js';

describe('free and busy times', () => {
  let world: World;
  let ids: Record<'olga' | 'mia' | 'vera' | 'xaver' | 'tom', string>;
  let projector: string;
  let van: string;
  beforeAll(async () => {
    world = await buildWorld();
    ids = Object.fromEntries(
      Object.entries(world.people).map(([name, { user }]) => [name, user.id]),
    ) as typeof ids;
    [projector, van] = [await world.resource('Projector'), await world.resource('Van')];
    await world.made({
      title: 'Secret',
      start: march(1, '10:00'),
      end: march(1, '11:00'),
      attendees: [ids.olga, ids.mia],
      resources: [projector],
    });
    await world.made({ start: march(1, '10:30'), end: march(1, '12:00'), attendees: [ids.mia] });
    await world.made({ start: march(1, '12:00'), end: march(1, '12:30'), attendees: [ids.mia] });
    await world.made({ start: march(1, '15:00'), end: march(1, '16:00'), attendees: [ids.mia], busy: false });
    await world.made(
      { title: 'Private', start: march(1, '18:00'), end: march(1, '19:00'), attendees: [ids.olga] },
      { roomId: world.secretId },
    );
    await world.made({
      start: march(1, '08:00'),
      end: march(1, '08:30'),
      rrule: 'FREQ=HOURLY;INTERVAL=12',
      resources: [van],
    });
  }, 60_000);

  const ask = (query: string, by: keyof typeof ids = 'xaver', format: 'json' | 'msgpack' = 'json') =>
    world.people[by].inject<FreeBusy & { code: string }>({
      url: `/v1/workspaces/acme/free-busy?${query}`,
      format,
    });
  const day = 'from=2027-03-01&to=2027-03-02';
  const slot = (from: string, to: string) => ({
    start: `2027-03-01T${from}:00.000Z`,
    end: `2027-03-01T${to}:00.000Z`,
  });

  it.each(['json', 'msgpack'] as const)('are merged for each and for all, as %s', async (format) => {
    const answer = await ask(
      `users=${ids.olga},${ids.mia},${ids.vera}&resources=${projector}&${day}`,
      'xaver',
      format,
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      users: [
        { userId: ids.olga, busy: [slot('10:00', '11:00'), slot('18:00', '19:00')] },
        { userId: ids.mia, busy: [slot('10:00', '12:30')] },
        { userId: ids.vera, busy: [] },
      ],
      resources: [{ resourceId: projector, busy: [slot('10:00', '11:00')] }],
      merged: [slot('10:00', '12:30'), slot('18:00', '19:00')],
      truncated: false,
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/Secret|Private/);
  });

  it('end at the window, and know series beyond what is kept of them', async () => {
    const cut = await ask(`users=${ids.mia}&from=2027-03-01T10:15:00Z&to=2027-03-01T11:00:00%2B00:00`);
    expect(cut.body.merged).toEqual([slot('10:15', '11:00')]);
    const far = await ask(`resources=${van}&from=2060-01-01&to=2060-01-02`);
    expect(far.body.resources[0]?.busy).toEqual([
      { start: '2060-01-01T08:00:00.000Z', end: '2060-01-01T08:30:00.000Z' },
      { start: '2060-01-01T20:00:00.000Z', end: '2060-01-01T20:30:00.000Z' },
    ]);
    const year = await ask(`resources=${van}&from=2027-03-01&to=2028-03-01`);
    expect(year.body.resources[0]?.busy).toHaveLength(732);
    expect(year.body.truncated).toBe(false);
  });

  it('leave out what somebody declined', async () => {
    const made = await world.made({
      start: march(9, '10:00'),
      end: march(9, '11:00'),
      attendees: [ids.vera],
    });
    const query = `users=${ids.vera}&from=2027-03-09&to=2027-03-10`;
    expect((await ask(query)).body.merged).toHaveLength(1);
    await world.people.vera.inject({
      method: 'PUT',
      url: `/v1/events/${made.id}/rsvp`,
      body: { status: 'declined' },
    });
    expect((await ask(query)).body.merged).toEqual([]);
  });

  it('are those of one workspace, for its people', async () => {
    const stranger = await ask(`users=${ids.mia},${ids.tom}&${day}`);
    expect([stranger.status, stranger.body.code]).toEqual([422, 'event_person_unknown']);
    const thing = await ask(`resources=${world.roomId}&${day}`);
    expect([thing.status, thing.body.code]).toEqual([422, 'event_resource_unknown']);
    expect((await ask(`users=${ids.mia}&${day}`, 'tom')).status).toBe(404);
    expect((await world.server.inject({ url: `/v1/workspaces/acme/free-busy?${day}` })).status).toBe(401);
  });

  it.each([
    ['from=2027-03-01&to=2028-03-03', 422],
    ['from=2027-03-01&to=2028-03-01', 200],
    ['from=2027-03-02&to=2027-03-01', 400],
    ['from=2027-02-30&to=2027-03-01', 400],
    ['from=yesterday', 400],
    ['users=nobody', 400],
    [
      `users=${Array(51)
        .fill(0)
        .map((_, i) => `00000000-0000-4000-8000-0000000000${10 + i}`)
        .join(',')}`,
      400,
    ],
    ['colour=red', 400],
    ['', 200],
  ])('answer %s with %i', async (query, status) => {
    expect((await ask(query)).status).toBe(status);
  });
});
