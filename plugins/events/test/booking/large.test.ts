import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type Wish, type World } from './world.js';

const hour = 3_600_000;
const begin = Date.parse('2027-03-01T00:00:00Z');
const count = 10_000;

describe('a resource with ten thousand bookings', () => {
  let world: World;
  let resource: string;
  /** Taken for the first 45 minutes of each hour for 416 days. */
  beforeAll(async () => {
    world = await buildWorld();
    resource = await world.resource('Crowded');
    const { db } = world.server.context('events');
    await db.query(
      `with made as (
         insert into events (id, room_id, workspace_id, uid, title, start_local, end_local, time_zone, all_day, busy, first_at, last_at)
         select gen_random_uuid(), $1, $2, 'uid-' || n, 'Hour ' || n, to_char(t, 'YYYY-MM-DD"T"HH24:MI:SS'),
           to_char(t + interval '45 min', 'YYYY-MM-DD"T"HH24:MI:SS'), 'UTC', false, true, t at time zone 'UTC',
           (t + interval '45 min') at time zone 'UTC'
         from generate_series(0, ${count - 1}) as n, lateral (select timestamp '2027-03-01' + n * interval '1 hour' as t) as x
         returning id, start_local, first_at, last_at),
       links as (insert into event_resource_links select id, $3, true, 'infinity' from made)
       insert into event_bookings select id, $3, start_local, tstzrange(first_at, last_at), true from made`,
      [world.otherId, world.workspaceId, resource],
    );
    await db.query('analyze events');
    await db.query('analyze event_bookings');
  }, 120_000);

  const at = (instant: number) => new Date(instant).toISOString().slice(0, 19);
  const wish = (start: number, minutes: number, more: Partial<Wish> = {}): Wish => ({
    start: at(start),
    end: at(start + minutes * 60_000),
    resources: [resource],
    policy: 'reject',
    ...more,
  });
  async function median(run: (index: number) => Promise<unknown>): Promise<number> {
    for (let index = 0; index < 5; index += 1) await run(index);
    const times: number[] = [];
    for (let index = 5; index < 30; index += 1) {
      const began = performance.now();
      await run(index);
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[12] as number;
  }
  /** What is promised in milliseconds on an idle machine, times what a busy one may take. */
  const busy = 20;

  it('is refused and accepted in milliseconds, with free times', { timeout: 120_000 }, async () => {
    const refused = await world.create(wish(begin + 5 * hour, 15));
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toHaveLength(1);
    expect(refused.body.freeSlots.map(({ start }: { start: string }) => start.slice(11, 16))).toEqual([
      '05:45',
      '06:45',
      '07:45',
    ]);
    const long = await world.create(wish(begin + 5 * hour, 30));
    expect([long.status, long.body.freeSlots]).toEqual([409, []]);
    const figures = {
      refused: await median((index) => world.create(wish(begin + index * hour, 15))),
      accepted: await median((index) => world.made(wish(begin + (index + 100) * hour + 45 * 60_000, 15))),
      withoutFreeTimes: await median((index) => world.create(wish(begin + index * hour, 30))),
      series: await median((index) => world.create(wish(begin + index * hour, 15, { rrule: 'FREQ=DAILY' }))),
      weeklyAccepted: await median((index) =>
        world.made(wish(begin + (index + 200) * hour + 45 * 60_000, 15, { rrule: 'FREQ=WEEKLY;COUNT=50' })),
      ),
    };
    if (process.env.SHOW_FIGURES) console.log(world.server.context('events').db.engine, figures);
    for (const [what, took] of Object.entries(figures))
      expect([what, took < 50 * busy]).toEqual([what, true]);
  });

  it('is looked up by index', async () => {
    const { db } = world.server.context('events');
    const plan = await db.query<{ 'QUERY PLAN': string }>(
      `explain select 1 from event_bookings b where b.resource_id = any($1::uuid[]) and b.span &&
         (select range_agg(tstzrange(s, s + interval '1 hour')) from unnest($2::timestamptz[]) as s)`,
      [[resource], [new Date(begin)]],
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index.*event_bookings_(span|firm)/);
    expect(text).not.toContain('Seq Scan on event_bookings');
  });
});
