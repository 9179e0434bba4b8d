import { Agent, request } from 'node:http';
import rrulejs from 'rrule';
import { median } from '../measure.js';
import { startTarget } from '../targets.js';
import type { Figure, Job } from './contract.js';

const day = 86_400_000;
/** Series began five years before the windows that are asked for. */
const began = Date.UTC(2026, 0, 5);
const months = Array.from({ length: 24 }, (_, i) => Date.UTC(2031, i, 1));
const weeks = Array.from({ length: 60 }, (_, i) => Date.UTC(2033, 0, 3) + i * 7 * day);

/** What calendars are full of: meetings of every week, stand-ups, reviews of a month, yearly days. */
const rules = [
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=TU,TH',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=DAILY',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
];

interface Series {
  start: Date;
  rrule: string;
}
const series = (i: number): Series => ({
  start: new Date(began + (i % 28) * day + (8 + (i % 9)) * 3_600_000),
  rrule: rules[i % rules.length] as string,
});

interface Api {
  room: string;
  headers: Record<string, string>;
  agent: Agent;
}

function eventOf(i: number, until?: string) {
  const { start, rrule } = series(i);
  const local = (date: Date) => date.toISOString().slice(0, 19);
  return {
    title: `Series ${i}`,
    start: local(start),
    end: local(new Date(start.getTime() + 1_800_000)),
    timeZone: 'Europe/Berlin',
    rrule: until ? `${rrule};UNTIL=${until}` : rrule,
  };
}

/** One request over a kept connection; the time is up to the last byte, before anything is made of them. */
function ask(api: Api, method: string, path: string, body?: string): Promise<{ ms: number; text: string }> {
  const headers = body === undefined ? api.headers : { ...api.headers, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(`${api.room}${path}`, { method, agent: api.agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const ms = performance.now() - started;
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve({ ms, text });
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Writes events fifty at a time; gives the times of the batches in ms. */
async function fill(api: Api, events: readonly object[]): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < events.length; i += 50) {
    const operations = events.slice(i, i + 50).map((data) => ({ op: 'create', data }));
    times.push((await ask(api, 'POST', '/events/batch', JSON.stringify({ operations }))).ms);
  }
  return times;
}

/** Reads windows one after the other; gives their times in ms and how many occurrences came. */
async function read(api: Api, from: readonly number[], days: number) {
  const times: number[] = [];
  let occurrences = 0;
  for (const start of from) {
    const query = `from=${new Date(start).toISOString()}&to=${new Date(start + days * day).toISOString()}`;
    const { ms, text } = await ask(api, 'GET', `/events?${query}`);
    times.push(ms);
    occurrences += (JSON.parse(text) as { items: unknown[] }).items.length;
  }
  return { times, occurrences };
}

/** The same rules over the same windows by the library that most calendars use: expansion alone, no server. */
function expandWithRrule(): Figure[] {
  const all = Array.from({ length: 1000 }, (_, i) => series(i)).map(
    ({ start, rrule }) => new rrulejs.RRule({ ...rrulejs.RRule.parseString(rrule), dtstart: start }),
  );
  const expand = (job: string, from: readonly number[], days: number): Figure => {
    const times = from.map((start) => {
      const started = performance.now();
      for (const rule of all) rule.between(new Date(start), new Date(start + days * day), true);
      return performance.now() - started;
    });
    return { job, unit: 'ms', target: 'rrule', value: median(times) };
  };
  return [expand(titles.week, weeks.slice(0, 5), 7), expand(titles.month, months.slice(0, 5), 31)];
}

const titles = {
  week: 'A week of 1,000 recurring events over HTTP, not cached (rrule: expansion alone)',
  month: 'A month of the same, 5,000 occurrences, not cached (rrule: expansion alone)',
  batch: 'Batch of 50 creates over HTTP, p50',
  many: 'A day of 10,000 series of five years over HTTP, not cached',
  cached: 'A day of 10,000 series of five years over HTTP, cached, p50',
};

/** J7: windows nobody asked for before, batches, and a calendar of 10,000 series. */
export const calendarJob: Job<'rrule' | 'TeamBrain'> = {
  id: 'J7',
  title: 'Calendar',
  targets: ['rrule', 'TeamBrain'],
  async round(name, services) {
    if (name === 'rrule') return expandWithRrule();
    const target = await startTarget(name, services);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const open = async (room: string): Promise<Api> => {
        const { history } = await target.client.http(room);
        return { room: history.url.replace(/\/messages.*/, ''), headers: history.headers, agent };
      };
      const some = await open('j7');
      const batches = await fill(
        some,
        Array.from({ length: 1000 }, (_, i) => eventOf(i)),
      );
      const week = await read(some, weeks, 7);
      const month = await read(some, months, 31);
      const many = await open('j7-many');
      await fill(
        many,
        Array.from({ length: 10_000 }, (_, i) => eventOf(i, '20310103T000000Z')),
      );
      const days = Array.from({ length: 5 }, (_, i) => Date.UTC(2030, 5, 3 + i));
      const first = await read(many, days, 1);
      const again = await read(many, [...days, ...days], 1);
      if (week.occurrences === 0 || first.occurrences === 0) throw new Error('the windows were empty');
      const figure = (job: string, times: readonly number[]): Figure => ({
        job,
        unit: 'ms',
        target: name,
        value: median(times),
      });
      return [
        figure(titles.week, week.times),
        figure(titles.month, month.times),
        figure(titles.batch, batches),
        figure(titles.many, first.times),
        figure(titles.cached, again.times),
      ];
    } finally {
      agent.destroy();
      await target.stop();
    }
  },
};
