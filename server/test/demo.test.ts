import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { officialPlugins } from 'teambrain';
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../src/demo/caller.js';
import { type DemoFacts, seedDemo } from '../src/demo/seed.js';

interface Shown {
  eventId: string;
  title: string;
  start: string;
  end: string;
  allDay: boolean;
  cancelled: boolean;
  moved: boolean;
}

let test: TestServer;
let facts: DemoFacts;
beforeAll(async () => {
  test = await buildTestServer({ plugins: officialPlugins });
  facts = (await seedDemo(test.server, undefined, 'http://127.0.0.1:8811')) as DemoFacts;
});

const day = 86_400_000;
const dateOf = (fromNow: number) => new Date(Date.now() + fromNow * day).toISOString().slice(0, 10);

describe('the sample data', () => {
  it('has a calendar around now, with what repeats, was moved, was cancelled and takes days', async () => {
    const sam = await signIn(test.server, 'sam', facts.password);
    const workspaces = await sam.call<{ items: { id: string }[] }>('GET', '/workspaces');
    const workspaceId = workspaces.items[0]?.id;
    const rooms = await sam.call<{ items: { id: string; slug: string }[] }>(
      'GET',
      `/workspaces/${workspaceId}/rooms`,
    );
    const occurrences = async (slug: string) => {
      const id = rooms.items.find((room) => room.slug === slug)?.id;
      const window = `from=${dateOf(-16)}&to=${dateOf(45)}&cancelled=true`;
      return (await sam.call<{ items: Shown[] }>('GET', `/rooms/${id}/events?${window}`)).items;
    };
    const design = await occurrences('design');
    expect(design.filter(({ title }) => title === 'Design review').length).toBeGreaterThan(5);
    const [offsite] = design.filter(({ allDay }) => allDay);
    expect(Date.parse(offsite?.end ?? '') - Date.parse(offsite?.start ?? '')).toBe(2 * day);
    const engineering = await occurrences('engineering');
    expect(engineering.filter(({ cancelled }) => cancelled)).toHaveLength(1);
    expect(engineering.filter(({ moved }) => moved).map(({ title }) => title)).toEqual([
      'Stand-up, after the release',
    ]);
    expect(engineering.some(({ title }) => title === 'Retro')).toBe(true);
    const [call] = (await occurrences('support')).filter(({ title }) => title === 'Call with a school');
    const event = await sam.call<{ attendees: { status: string }[]; resources: string[] }>(
      'GET',
      `/events/${call?.eventId}`,
    );
    expect(event.attendees.map(({ status }) => status).sort()).toEqual(['accepted', 'accepted', 'tentative']);
    expect(event.resources).toHaveLength(2);
    const booked = await sam.call<{ items: unknown[] }>('GET', `/workspaces/${workspaceId}/resources`);
    expect(booked.items).toHaveLength(3);
  });

  it('is made once', async () => {
    expect(await seedDemo(test.server, undefined)).toBeUndefined();
  });
});
