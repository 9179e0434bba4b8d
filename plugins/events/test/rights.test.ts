import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventRole } from '../shared/types.js';
import { openWorld, plain, type World } from './world.js';

let world: World;
let other: TestUser;
beforeAll(async () => {
  world = await openWorld();
  other = await world.server.register('otto');
  for (const url of [`/v1/workspaces/${world.workspaceId}/members`, `/v1/rooms/${world.roomId}/members`])
    await world.owner.inject({ method: 'POST', url, body: { userId: other.user.id, role: 'member' } });
});

const unknownId = '0190a000-0000-7000-8000-000000000000';
/** Roles are given by the part that shares events; here they are written as that part writes them. */
async function give(eventId: string, userId: string, role: EventRole): Promise<void> {
  await world.server.context('events').db.query(
    `insert into event_permissions (event_id, user_id, role) values ($1, $2, $3)
     on conflict (event_id, user_id) do update set role = excluded.role`,
    [eventId, userId, role],
  );
}
const series = () => world.make(world.member, { rrule: 'FREQ=DAILY;COUNT=5' });
const at = '/occurrences/2027-03-03T10:00';
const changes: [
  string,
  (id: string) => { method: 'PATCH' | 'DELETE' | 'POST'; url: string; body?: object },
][] = [
  ['changes it', (id) => ({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'x' } })],
  ['changes one instance', (id) => ({ method: 'PATCH', url: `/v1/events/${id}${at}`, body: { title: 'x' } })],
  ['cancels one instance', (id) => ({ method: 'DELETE', url: `/v1/events/${id}${at}` })],
  [
    'changes those that follow',
    (id) => ({ method: 'PATCH', url: `/v1/events/${id}${at}?scope=following`, body: { title: 'x' } }),
  ],
  [
    'takes out those that follow',
    (id) => ({ method: 'DELETE', url: `/v1/events/${id}${at}?scope=following` }),
  ],
  [
    'brings an earlier version back',
    (id) => ({ method: 'POST', url: `/v1/events/${id}/rollback`, body: { version: 1 } }),
  ],
];

describe('who may change an event', () => {
  it.each(changes)(
    '%s: its owner, its editors, owner and admin of the room, and nobody else',
    async (_, request) => {
      const { owner, admin, member, viewer, stranger, outsider } = world;
      const expected: [TestUser, number[], EventRole?][] = [
        [member, [200, 204]],
        [owner, [200, 204]],
        [admin, [200, 204]],
        [other, [403]],
        [viewer, [403]],
        [other, [200, 204], 'editor'],
        [viewer, [200, 204], 'editor'],
        [other, [403], 'viewer'],
        [stranger, [404], 'owner'],
        [outsider, [404], 'owner'],
      ];
      for (const [by, statuses, role] of expected) {
        const { id } = await series();
        if (role) await give(id, by.user.id, role);
        await owner.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'Version 2' } });
        const answer = await by.inject(request(id));
        expect(statuses, `${by.user.username} as ${role}: ${answer.raw.body}`).toContain(answer.status);
      }
    },
  );

  it('deletes the whole: its owners, and owner and admin of the room', async () => {
    const { owner, admin, member, viewer, stranger } = world;
    for (const [by, status, role] of [
      [member, 204],
      [owner, 204],
      [admin, 204],
      [other, 403, 'editor'],
      [other, 204, 'owner'],
      [viewer, 403],
      [stranger, 404],
    ] as [TestUser, number, EventRole?][]) {
      const { id } = await series();
      if (role) await give(id, by.user.id, role);
      expect((await by.inject({ method: 'DELETE', url: `/v1/events/${id}` })).status, by.user.username).toBe(
        status,
      );
    }
  });

  it('is no author who lost the role', async () => {
    const { id } = await series();
    await give(id, world.member.user.id, 'viewer');
    expect(
      (await world.member.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'x' } })).status,
    ).toBe(403);
    expect((await world.member.inject({ url: `/v1/events/${id}` })).body.role).toBe('viewer');
  });
});

describe('an event of a private room', () => {
  it('is not there for others, in the same words as one that does not exist', async () => {
    const { id } = await series();
    const urls = (eventId: string) => [
      `/v1/events/${eventId}`,
      `/v1/events/${eventId}/occurrences`,
      `/v1/events/${eventId}/versions`,
    ];
    for (const by of [world.stranger, world.outsider])
      for (const [index, url] of urls(id).entries()) {
        const { requestId: _, ...hidden } = (await by.inject({ url })).body;
        const { requestId: __, ...absent } = (await by.inject({ url: urls(unknownId)[index]! })).body;
        expect(hidden).toEqual(absent);
        expect(hidden.status).toBe(404);
      }
    expect((await world.stranger.inject({ url: `/v1/rooms/${world.roomId}/events` })).status).toBe(404);
    expect((await world.server.inject({ url: `/v1/events/${id}` })).status).toBe(401);
  });

  it('is created by its writers', async () => {
    const create = (by: TestUser) =>
      by.inject({ method: 'POST', url: `/v1/rooms/${world.roomId}/events`, body: plain });
    for (const [by, status] of [
      [world.owner, 201],
      [world.admin, 201],
      [world.member, 201],
      [world.viewer, 403],
      [world.stranger, 404],
      [world.outsider, 404],
    ] as const)
      expect((await create(by)).status, by.user.username).toBe(status);
  });

  it('shows everybody the role that is theirs, whatever was cached for another', async () => {
    const { id } = await series();
    await give(id, other.user.id, 'editor');
    const roleOf = async (by: TestUser) => (await by.inject({ url: `/v1/events/${id}` })).body.role;
    for (let round = 0; round < 2; round += 1)
      expect(await Promise.all([world.member, world.admin, other, world.viewer].map(roleOf))).toEqual([
        'owner',
        'owner',
        'editor',
        'viewer',
      ]);
  });
});

describe('a removal from the room', () => {
  it('ends reading, changing and answering at once, whatever was cached', async () => {
    const room = await world.createRoom('Removal', [
      [world.member, 'member'],
      [world.viewer, 'viewer'],
    ]);
    const { id } = await world.make(world.member, {}, room);
    const { member } = world;
    const reads = [
      `/v1/events/${id}`,
      `/v1/rooms/${room}/events?from=2027-03-01&to=2027-04-01`,
      `/v1/events/${id}/occurrences`,
    ];
    for (const url of reads) expect((await member.inject({ url })).status).toBe(200);
    await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}/members/${member.user.id}` });
    for (const url of reads) expect((await member.inject({ url })).status, url).toBe(404);
    expect(
      (await member.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'x' } })).status,
    ).toBe(404);
    expect(
      (await member.inject({ method: 'PUT', url: `/v1/events/${id}/rsvp`, body: { status: 'accepted' } }))
        .status,
    ).toBe(404);
    for (const url of reads) expect((await world.viewer.inject({ url })).status, url).toBe(200);
  });

  it('stops changes in flight: none is stored after it', async () => {
    const room = await world.createRoom('Demotion', [[world.member, 'member']]);
    const create = () =>
      world.member.inject({ method: 'POST', url: `/v1/rooms/${room}/events`, body: plain });
    const before = Array.from({ length: 10 }, create);
    const demotion = world.owner.inject({
      method: 'PATCH',
      url: `/v1/rooms/${room}/members/${world.member.user.id}`,
      body: { role: 'viewer' },
    });
    const answers = await Promise.all([...before, ...Array.from({ length: 10 }, create)]);
    expect((await demotion).status).toBe(200);
    const [row] = await world.server.context('events').db.query<{ after: number; stored: number }>(
      `select (select count(*)::int from channel_events m join channel_events d on d.channel = m.channel
         where m.channel = $1 and m.type = 'event.created' and d.type = 'member.role_changed' and m.seq > d.seq) as after,
       (select count(*)::int from events where room_id = $2) as stored`,
      [`room:${room}`, room],
    );
    expect(row).toEqual({ after: 0, stored: answers.filter(({ status }) => status === 201).length });
  });
});

describe('an archived room', () => {
  it('lets its members read and change nothing, also what is theirs', async () => {
    const room = await world.createRoom('Archive', [[world.member, 'member']]);
    const { id } = await world.make(world.member, {}, room);
    await world.owner.inject({ method: 'PATCH', url: `/v1/rooms/${room}`, body: { archived: true } });
    expect((await world.member.inject({ url: `/v1/events/${id}` })).status).toBe(200);
    for (const request of [
      { method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'x' } },
      { method: 'DELETE', url: `/v1/events/${id}` },
      { method: 'PUT', url: `/v1/events/${id}/rsvp`, body: { status: 'accepted' } },
    ] as const)
      expect((await world.member.inject(request)).status, request.url).toBe(403);
  });
});
