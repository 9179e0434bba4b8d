import { beforeAll, describe, expect, it } from 'vitest';
import type { Conflict } from '../../shared/types.js';
import { type Answer, buildWorld, type Options, type Wish, type World } from './world.js';

// Over two instances where there is a database server (TEST_DATABASE_URL); the embedded engine serves one.
describe('fifty events at once for one place in time', () => {
  let world: World;
  let rooms: string[];
  beforeAll(async () => {
    world = await buildWorld({ instances: 2 });
    rooms = [world.roomId, world.otherId, world.secretId, await world.room()];
  }, 60_000);

  const mixed = (index: number): Options => ({
    instance: index,
    roomId: rooms[index % rooms.length] as string,
    format: index % 3 === 0 ? 'msgpack' : 'json',
  });
  const fifty = (wish: (index: number) => Wish) =>
    Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        world.create({ policy: 'reject', ...wish(index) }, mixed(index)),
      ),
    );
  const expectOne = (answers: Answer[], of: Partial<Conflict>) => {
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(49).fill(409)]);
    const made = answers.find(({ status }) => status === 201)?.body;
    for (const { status, body } of answers) {
      if (status === 201) continue;
      expect(body.code).toBe('event_conflict');
      expect(body.conflicts.length).toBeGreaterThan(0);
      expect(body.conflicts[0]).toMatchObject({ ...of, eventId: made.id });
      expect(body.freeSlots).toHaveLength(3);
    }
  };
  const expectNone = (answers: Answer[], of: Partial<Conflict>) => {
    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([409, 'event_conflict']);
      expect(body.conflicts[0]).toMatchObject(of);
      expect(body.freeSlots).toHaveLength(3);
    }
  };
  const wish = (date: string, from = '10:00', to = '11:00') => ({
    start: `${date}T${from}:00`,
    end: `${date}T${to}:00`,
  });

  it('give a resource to one of them', { timeout: 60_000 }, async () => {
    const resource = await world.resource();
    const answers = await fifty(() => ({ ...wish('2027-03-01'), resources: [resource] }));
    expectOne(answers, { resourceId: resource });
  });

  it('give a resource to one of them when they overlap in part', { timeout: 60_000 }, async () => {
    const resource = await world.resource();
    const answers = await fifty((index) => ({
      start: `2027-03-01T10:${String(index).padStart(2, '0')}:00`,
      end: `2027-03-01T11:${String(index).padStart(2, '0')}:00`,
      resources: [resource],
    }));
    expectOne(answers, { resourceId: resource });
  });

  it('give an attendee to one of them', { timeout: 60_000 }, async () => {
    const userId = world.people.olga.user.id;
    const answers = await fifty(() => ({ ...wish('2027-03-02'), attendees: [userId] }));
    expectOne(answers, { userId });
  });

  it('give the time to one series', { timeout: 60_000 }, async () => {
    const resource = await world.resource();
    const answers = await fifty((index) => ({
      ...wish('2027-03-03'),
      rrule: index % 2 === 0 ? 'FREQ=WEEKLY' : 'FREQ=DAILY;COUNT=30',
      resources: [resource],
    }));
    expectOne(answers, { resourceId: resource });
  });

  it('find every occurrence of a series taken, near and far', { timeout: 60_000 }, async () => {
    const resource = await world.resource();
    const series = await world.made({
      ...wish('2027-03-01'),
      rrule: 'FREQ=WEEKLY',
      resources: [resource],
      policy: 'reject',
    });
    const day = Date.parse('2027-03-01T00:00:00Z');
    const answers = await fifty((index) => {
      const date = new Date(day + index * index * 7 * 86_400_000).toISOString().slice(0, 10);
      return { ...wish(date, '10:30', '12:00'), resources: [resource] };
    });
    expectNone(answers, { resourceId: resource, eventId: series.id });
  });

  it('find a single event in the way of every series, beyond the horizon', { timeout: 60_000 }, async () => {
    const resource = await world.resource();
    const far = await world.made({ ...wish('2094-03-01'), resources: [resource], policy: 'reject' });
    const answers = await fifty(() => ({
      ...wish('2027-03-01', '10:15', '10:45'),
      rrule: 'FREQ=WEEKLY',
      resources: [resource],
    }));
    expectNone(answers, { resourceId: resource, eventId: far.id, start: '2094-03-01T10:00:00.000Z' });
  });

  it('find an attendee busy in a series of another room', { timeout: 60_000 }, async () => {
    const userId = world.people.olga.user.id;
    const series = await world.made(
      { ...wish('2027-05-03', '18:00', '19:00'), rrule: 'FREQ=WEEKLY', attendees: [userId] },
      { roomId: world.secretId },
    );
    const answers = await fifty((index) => ({
      ...wish(index % 2 ? '2027-05-10' : '2041-05-06', '18:30', '20:00'),
      attendees: [userId],
    }));
    expectNone(answers, { userId, eventId: series.id });
  });

  it('never wait for each other crosswise in batches', { timeout: 60_000 }, async () => {
    const resources = await Promise.all(Array.from({ length: 8 }, () => world.resource()));
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        // Each names all of them, in an order of its own.
        const turned = [...resources.slice(index % 8), ...resources.slice(0, index % 8)];
        const server = world.servers[index % world.servers.length];
        return server?.inject({
          method: 'POST',
          url: `/v1/rooms/${rooms[index % rooms.length]}/events/batch`,
          token: world.people.olga.token,
          body: {
            operations: turned.map((resource) => ({
              op: 'create',
              data: {
                title: 'Batch',
                timeZone: 'UTC',
                ...wish('2027-04-01'),
                resources: [resource],
                attendees: index % 2 ? [world.people.olga.user.id] : [],
                busy: false,
                policy: 'reject',
              },
            })),
          },
        });
      }),
    );
    const statuses = answers.map((answer) => answer?.status).sort();
    expect(statuses).toEqual([200, ...Array(23).fill(409)]);
  });
});
