import { expect, it } from 'vitest';
import { openWorld } from '../world.js';
import { watchLoop } from './loop-watch.js';
import { calendar } from './support.js';

it('keeps the event loop free while it takes in and gives out series that are dear to expand', async () => {
  const world = await openWorld();
  const headers = { authorization: `Bearer ${world.member.token}` };
  const file = calendar(
    ...Array.from({ length: 120 }, (_, n) => [
      'BEGIN:VEVENT',
      `UID:${n}`,
      'DTSTART;TZID=Europe/Berlin:19700101T100000',
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;UNTIL=21991231T000000Z',
      'END:VEVENT',
    ]).flat(),
  );
  const loop = watchLoop();
  const watched = async (work: () => PromiseLike<{ statusCode: number }>) => {
    let best = Number.POSITIVE_INFINITY;
    // The machine may be busy with something else: the best of three is what the work itself takes.
    for (let again = 0; again < 3 && best > 150; again += 1) {
      loop.begin();
      expect((await work()).statusCode).toBe(200);
      best = Math.min(best, loop.longest());
    }
    return best;
  };
  let round = 0;
  const importing = await watched(() => {
    round += 1;
    return world.server.app.inject({
      method: 'POST',
      url: `/v1/rooms/${world.roomId}/events/import`,
      headers: { ...headers, 'content-type': 'text/calendar' },
      payload: file.replaceAll('UID:', `UID:${round}-`),
    });
  });
  const exporting = await watched(() =>
    world.server.app.inject({ url: `/v1/rooms/${world.roomId}/events.ics`, headers }),
  );
  loop.stop();
  expect(importing).toBeLessThan(200);
  expect(exporting).toBeLessThan(200);
}, 60_000);
