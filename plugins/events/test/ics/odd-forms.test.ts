import { describe, expect, it } from 'vitest';
import { fixture, occurrencesOf, read, write } from './support.js';

const file = fixture('odd-forms.ics');
const starts = async (uid: string) => {
  const { entries } = await read(file);
  return occurrencesOf(entries.find((entry) => entry.uid === uid)!).map((line) => line.slice(0, 16));
};

describe('a calendar of odd forms', () => {
  it('is read as a whole, and what cannot be carried is told', async () => {
    const { entries, skipped, notCarried } = await read(file);
    expect(entries.map(({ uid }) => uid.replace(/^content-.*/, 'content'))).toEqual([
      'own-zone',
      'windows-zone',
      'two-rules',
      'only-a-day',
      'only-a-time',
      'floating',
      'series',
      'series/20260406T100000',
      'content',
    ]);
    expect(skipped).toEqual([
      {
        uid: 'nobody-knows',
        title: 'Not to be carried',
        code: 'event_times_invalid',
        reason: 'The time zone "Middle/Earth" is not known and the file does not define it.',
      },
    ]);
    expect(Object.fromEntries(notCarried.map(({ what, count }) => [what, count]))).toEqual({
      'TZID "Our office", read as Europe/Berlin': 4,
      'times without a zone, read in Europe/Vienna': 2,
      'further RRULE, carried as dates': 1,
      'EXRULE, carried as dates': 1,
      'VALARM EMAIL': 1,
      ATTENDEE: 1,
      ORGANIZER: 1,
      CATEGORIES: 1,
      'X-OWN': 1,
      VTODO: 1,
    });
  });

  it('takes place when the file says', async () => {
    expect((await starts('own-zone')).slice(0, 4)).toEqual([
      '2026-03-02T08:00',
      '2026-03-11T08:00',
      '2026-03-18T08:00',
      '2026-03-23T08:00',
    ]);
    expect((await starts('own-zone')).at(-1)).toBe('2026-06-29T07:00');
    expect(await starts('windows-zone')).toEqual([
      '2026-03-02T00:00',
      '2026-03-05T00:00',
      '2026-03-06T00:00',
    ]);
    expect(await starts('two-rules')).toEqual([
      '2026-03-08T08:00',
      '2026-03-15T08:00',
      '2026-03-22T08:00',
      '2026-04-01T08:00',
      '2026-05-01T08:00',
      '2026-06-01T08:00',
    ]);
    expect(await starts('series')).toEqual([
      '2026-03-02T10:00',
      '2026-03-10T15:00',
      '2026-03-23T10:00',
      '2026-03-30T09:00',
    ]);
    expect(await starts('series/20260406T100000')).toEqual([
      '2026-04-06T08:00',
      '2026-04-13T08:00',
      '2026-04-20T08:00',
    ]);
  });

  it('keeps its texts, which are folded within characters', async () => {
    const { entries } = await read(file);
    expect(entries.at(-1)?.title).toBe(
      'Without a UID, and a title in many bytes: Grüße aus Zürich, 東京 und Київ 🚀🚀🚀',
    );
    expect(entries.find(({ uid }) => uid === 'series')).toMatchObject({
      description: 'With\na second line; and signs',
      location: 'Room 1',
    });
    expect(entries.find(({ uid }) => uid === 'only-a-time')).toMatchObject({
      title: 'A moment, no more',
      reminders: [10],
    });
  });

  it('is the same with LF and with CR at the end of its lines, and with a byte order mark', async () => {
    const text = Buffer.from(file).toString('latin1');
    const whole = await read(file);
    for (const other of [text.replaceAll('\r\n', '\n'), text.replaceAll('\r\n', '\r'), `\xef\xbb\xbf${text}`])
      expect(await read(Buffer.from(other, 'latin1'))).toEqual(whole);
  });

  it('comes back from an exported file as it was', async () => {
    const { entries } = await read(file);
    const again = await read(write(entries, 'Europe/Vienna'));
    expect(again.skipped).toEqual([]);
    expect(again.notCarried).toEqual([]);
    expect(again.entries).toEqual(entries);
    expect(again.entries.map(occurrencesOf)).toEqual(entries.map(occurrencesOf));
  });
});
