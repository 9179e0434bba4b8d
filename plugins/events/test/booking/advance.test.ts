import type { PluginContext } from '@teambrain/core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAdvance } from '../../server/bookings/advance.js';
import { createBookingRepository } from '../../server/bookings/repository.js';
import type { EventsConfig } from '../../server/config.js';
import { buildWorld, type World } from './world.js';

const day = 86_400_000;

describe('the daily job', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld({ config: { plugins: { events: { bookingHorizonDays: 31 } } } });
  }, 60_000);
  afterEach(() => {
    vi.useRealTimers();
  });

  const at = (instant: number) => new Date(instant).toISOString().slice(0, 19);
  const tomorrow = Math.floor(Date.now() / day) * day + day;
  async function run(daysAhead: number, atOnce = 1): Promise<Record<string, unknown>[]> {
    const ctx = world.server.context('events') as PluginContext<EventsConfig>;
    vi.useFakeTimers({ now: Date.now() + daysAhead * day, toFake: ['Date'] });
    const before = world.server.logged.length;
    const advance = createAdvance(ctx, createBookingRepository(ctx.db));
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: atOnce }, () => advance({}, signal)));
    vi.useRealTimers();
    return world.server.logged.slice(before).filter(({ level }) => level === 40);
  }
  const rows = async (eventId: string) => {
    const { db } = world.server.context('events');
    const [row] = await db.query<{ n: number; last: Date; until: Date | number }>(
      `select count(*)::int as n, max(lower(b.span)) as last, max(l.booked_until) as until
       from event_bookings b join event_resource_links l using (event_id) where b.event_id = $1`,
      [eventId],
    );
    return row as { n: number; last: Date; until: Date | number };
  };

  it('moves the horizon of endless series on, and does nothing a second time', async () => {
    const resource = await world.resource();
    const wish = {
      start: at(tomorrow + 36_000_000),
      end: at(tomorrow + 39_600_000),
      resources: [resource],
      policy: 'reject' as const,
    };
    const daily = await world.made({ ...wish, rrule: 'FREQ=DAILY' });
    const first = await rows(daily.id);
    expect(first.n).toBe(31);
    expect(await run(10)).toEqual([]);
    const second = await rows(daily.id);
    expect(second.n).toBe(41);
    await run(10);
    expect(await rows(daily.id)).toEqual(second);
    await run(20, 3);
    expect((await rows(daily.id)).n).toBe(51);
  });

  it('keeps a dense series within its rows', async () => {
    const resource = await world.resource();
    const wish = { start: at(tomorrow), end: at(tomorrow + 600_000), resources: [resource] };
    const dense = await world.made({
      ...wish,
      rrule: 'FREQ=DAILY;BYHOUR=0,2,4,6,8,10,12,14,16,18,20,22;BYMINUTE=0,15,30,45',
    });
    const first = await rows(dense.id);
    expect(first.n).toBeGreaterThan(1_000);
    await run(30);
    expect((await rows(dense.id)).n).toBeLessThanOrEqual(2_000);
  });

  it('frees what a room still books that was deleted', async () => {
    const resource = await world.resource();
    const roomId = await world.room();
    const wish = { start: at(tomorrow), end: at(tomorrow + 3_600_000), resources: [resource] };
    const made = await world.made(wish, { roomId });
    const { db } = world.server.context('events');
    await db.query('update rooms set deleted_at = now() where id = $1', [roomId]);
    expect((await rows(made.id)).n).toBe(1);
    await run(0);
    expect((await rows(made.id)).n).toBe(0);
    await world.made({ ...wish, policy: 'reject' });
  });

  it('says what clashes only now, and keeps both', async () => {
    const resource = await world.resource();
    const wish = { start: at(tomorrow + 36_000_000), end: at(tomorrow + 39_600_000), resources: [resource] };
    const first = await world.made({ ...wish, rrule: 'FREQ=DAILY', policy: 'reject' });
    // As if the rules of a zone had changed: two that were apart when they were booked.
    const { db } = world.server.context('events');
    const second = await world.made({
      start: at(tomorrow + 36_000_000 + 7_200_000),
      end: at(tomorrow + 39_600_000 + 7_200_000),
      resources: [resource],
      rrule: 'FREQ=DAILY',
      policy: 'reject',
    });
    await db.query('update events set start_local = $2, end_local = $3 where id = $1', [
      second.id,
      wish.start,
      wish.end,
    ]);
    const warned = await run(5);
    expect(warned.length).toBeGreaterThan(0);
    expect(warned[0]).toMatchObject({
      resourceId: resource,
      msg: 'two events of the future book one resource at the same time',
    });
    expect(new Set([warned[0]?.eventId, warned[0]?.otherId])).toEqual(new Set([first.id, second.id]));
    expect((await rows(first.id)).n).toBe(36);
    expect((await rows(second.id)).n).toBe(36);
  });
});
