import { expect, it } from 'vitest';
import type { Conflict, CreateEvent } from '../../shared/types.js';
import { buildWorld } from './world.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.parse('2027-06-01T00:00:00Z');
/** Later than the last start of a series, by more than all of their periods together. */
const end = begin + 300 * day;

/** The same numbers at every run. */
function generator(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Booking {
  id: string;
  things: string[];
  people: string[];
  /** Occurrences by their original start. */
  times: Map<number, { start: number; end: number }>;
}

const local = (instant: number) => new Date(instant).toISOString().slice(0, 19);

/** What the bookings in memory say, by comparing everything with everything. */
function naive(wish: Omit<Booking, 'id'>, others: Iterable<Booking>): string[] {
  const found: string[] = [];
  for (const other of others) {
    const shared = [
      ...wish.things.filter((id) => other.things.includes(id)),
      ...wish.people.filter((id) => other.people.includes(id)),
    ];
    if (shared.length === 0) continue;
    for (const [original, mine] of wish.times)
      for (const theirs of other.times.values())
        if (mine.start < theirs.end && theirs.start < mine.end)
          for (const id of shared) found.push([local(original), local(theirs.start), other.id, id].join(' '));
  }
  return found.sort();
}

const spelled = ({ occurrence, start, eventId, resourceId, userId }: Conflict) =>
  [occurrence.slice(0, 19), start.slice(0, 19), eventId, resourceId ?? userId].join(' ');

it('says of a thousand random events what comparing each with each says', { timeout: 600_000 }, async () => {
  const world = await buildWorld();
  const random = generator(20_261_120);
  const pick = <T>(list: readonly T[]) => list[random(list.length)] as T;
  const things = await Promise.all(Array.from({ length: 8 }, () => world.resource()));
  const people = ['olga', 'mia', 'vera'].map((name) => world.people[name as 'olga'].user.id);
  const bookings = new Map<string, Booking>();
  const seen = { made: 0, refused: 0, warned: 0, moved: 0, cancelled: 0, deleted: 0 };

  for (let round = 0; round < 1_000; round += 1) {
    const start = begin + random(90 * 24 * 4) * 15 * minute;
    const length = (1 + random(12)) * 15 * minute;
    const kind = random(10);
    const interval = 1 + random(3);
    const period = (kind < 8 ? 7 : 1) * interval * day;
    const count = kind < 6 ? 1 : kind % 2 ? 2 + random(10) : undefined;
    const times: Booking['times'] = new Map();
    for (
      let at = start, left = count ?? Number.POSITIVE_INFINITY;
      left > 0 && at < end;
      at += period, left -= 1
    )
      times.set(at, { start: at, end: at + length });
    const wish = {
      things: [...new Set([pick(things), ...(random(4) === 0 ? [pick(things)] : [])])],
      people: random(3) === 0 ? [pick(people)] : [],
      times,
    };
    const expected = naive(wish, bookings.values());
    const policy = pick(['reject', 'reject', 'warn', 'allow'] as const);
    const input: Partial<CreateEvent> & { start: string; end: string } = {
      start: local(start),
      end: local(start + length),
      resources: wish.things,
      attendees: wish.people,
      policy,
    };
    if (count !== 1) {
      const frequency = kind < 8 ? 'WEEKLY' : 'DAILY';
      input.rrule = `FREQ=${frequency};INTERVAL=${interval}${count ? `;COUNT=${count}` : ''}`;
    }
    const { status, body } = await world.create(input);
    const about = { round, input };
    if (policy === 'reject') {
      expect({ ...about, status }).toEqual({ ...about, status: expected.length > 0 ? 409 : 201 });
      if (status === 409) {
        seen.refused += 1;
        const conflicts = (body.conflicts as Conflict[]).map(spelled).sort();
        // An endless series clashes on and on: the naive list ends where its window does.
        if (count && !body.truncated)
          expect({ ...about, conflicts }).toEqual({ ...about, conflicts: expected });
        else for (const each of conflicts) if (each < local(end - 7 * day)) expect(expected).toContain(each);
        continue;
      }
    } else {
      expect({ ...about, status }).toEqual({ ...about, status: 201 });
      const told = (body.conflicts ?? []).map(spelled) as string[];
      if (policy === 'allow') expect(told).toEqual([]);
      else {
        seen.warned += told.length > 0 ? 1 : 0;
        if (count)
          expect({ ...about, told: told.length }).toEqual({ ...about, told: Math.min(20, expected.length) });
        for (const each of told) if (each < local(end - 7 * day)) expect(expected).toContain(each);
      }
    }
    bookings.set(body.id, { id: body.id, ...wish });
    seen.made += 1;

    if (random(4) !== 0) continue;
    const one = pick([...bookings.values()]);
    const [original] = pick([...one.times].slice(0, 8));
    const url = `/v1/events/${one.id}`;
    const { olga } = world.people;
    if (one.times.size === 1 || random(3) === 0) {
      expect((await olga.inject({ method: 'DELETE', url })).status).toBe(204);
      bookings.delete(one.id);
      seen.deleted += 1;
    } else if (random(2) === 0) {
      const cancelled = await olga.inject({ method: 'DELETE', url: `${url}/occurrences/${local(original)}` });
      expect(cancelled.status).toBe(204);
      one.times.delete(original);
      seen.cancelled += 1;
    } else {
      const to = begin + random(90 * 24 * 4) * 15 * minute;
      const moved = await olga.inject({
        method: 'PATCH',
        url: `${url}/occurrences/${local(original)}`,
        body: { start: local(to), end: local(to + hour), policy: 'allow' },
      });
      expect(moved.status).toBe(200);
      one.times.set(original, { start: to, end: to + hour });
      seen.moved += 1;
    }
  }
  for (const [what, often] of Object.entries(seen)) expect([what, often > 20]).toEqual([what, true]);
});
