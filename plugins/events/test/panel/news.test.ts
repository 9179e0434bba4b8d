import { describe, expect, it } from 'vitest';
import { type LivePageHandle, type LiveStage, onLivePage } from './live-stage.js';

let stage: LiveStage;
let page: LivePageHandle;
onLivePage((opened, first) => {
  stage = opened;
  page = first;
});

const show = (locale = 'en-GB') =>
  page.show({ token: stage.world.member.token, workspaceRole: 'member', locale });
const told = () => page.evaluate(() => ({ texts: live?.toasts, opened: live?.opened, marks: live?.marks }));
/** The server follows a person's channel once it is joined. */
const joined = () => expect.poll(() => page.evaluate(() => live?.context.state.status)).toBe('online');

describe('what the calendar tells before it is opened', () => {
  it('is what others did with events of one’s own, with the way to them', async () => {
    const { owner, member, make, roomId } = stage.world;
    await show();
    await joined();
    const { id } = await make(owner, { title: 'Planning', attendees: [member.user.id] });
    await expect
      .poll(async () => (await told()).texts, { timeout: 10_000 })
      .toEqual(['olga invited you to Planning.']);
    await owner.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { location: 'Room 4' } });
    await expect.poll(async () => (await told()).texts?.length).toBe(2);
    await owner.inject({ method: 'DELETE', url: `/v1/events/${id}` });
    await expect.poll(async () => (await told()).texts?.at(2)).toBe('olga cancelled Planning.');
    expect(await told()).toMatchObject({
      texts: ['olga invited you to Planning.', 'olga changed Planning.', expect.any(String)],
      // What is gone leads nowhere.
      opened: [
        { room: roomId, event: id },
        { room: roomId, event: id },
      ],
      marks: 3,
    });
  });

  it('is what begins soon in the open room, in the reader’s language', async () => {
    const { owner, make } = stage.world;
    await show('de');
    await joined();
    const local = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19);
    const { id } = await make(owner, {
      title: 'Standup',
      start: local(1.03),
      end: local(10),
      timeZone: 'UTC',
      reminders: [1],
    });
    await expect
      .poll(async () => (await told()).texts, { timeout: 15_000 })
      .toEqual([expect.stringMatching(/^Standup, \d\d:\d\d$/)]);
    expect(await told()).toMatchObject({ opened: [{ event: id }], marks: 1 });
  });

  it('is not what one did oneself', async () => {
    const { owner, member, make } = stage.world;
    await show();
    await joined();
    const mine = await make(member, { title: 'Own', attendees: [member.user.id, owner.user.id] });
    await member.inject({ method: 'PATCH', url: `/v1/events/${mine.id}`, body: { location: 'Room 4' } });
    await make(owner, { title: 'Marker', attendees: [member.user.id] });
    await expect
      .poll(async () => (await told()).texts, { timeout: 10_000 })
      .toEqual(['olga invited you to Marker.']);
  });
});
