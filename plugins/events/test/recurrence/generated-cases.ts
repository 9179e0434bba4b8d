import { createRandom, disguised, type Generated, generateRule, type Random, textOf } from './generator.js';
import { dayMs } from './support.js';

/** One generated event: what we are given, and what the witnesses are asked. */
export interface Case {
  number: number;
  generated: Generated;
  /** Canonical, without COUNT and UNTIL. */
  pattern: string;
  count?: number;
  /** Wall time, compared on the wall. */
  untilLocal?: string;
  /** Milliseconds UTC. */
  untilInstant?: number;
  /** The whole rule in a disguise. */
  text: string;
  rdate: string[];
  exdate: string[];
  /** Wall times between which everything is compared. */
  from: string;
  to: string;
}

/** Long enough for both clock changes of every zone, except for hourly rules, which start near one. */
const lookedAtDays = { YEARLY: 4_400, MONTHLY: 1_500, WEEKLY: 600, DAILY: 420, HOURLY: 60 };

const wallAfter = (start: string, ms: number) =>
  new Date(Date.parse(`${start}Z`) + ms).toISOString().slice(0, 19);

const basic = (wall: string) => wall.replace(/[-:]/g, '');

export function generateCases(seed: number, number: number): Case[] {
  const random = createRandom(seed);
  return Array.from({ length: number }, (_, n) => generateCase(random, n));
}

function generateCase(random: Random, number: number): Case {
  const generated = generateRule(random, number);
  const { start } = generated;
  const span = lookedAtDays[generated.frequency] * dayMs;
  const moment = () => wallAfter(start, random.below(span / 1_000) * 1_000);
  const day = () => wallAfter(start, random.below(span / dayMs) * dayMs);
  const pattern = textOf(generated.parts);
  const end = random.pick(['none', 'none', 'count', 'count', 'local', 'utc'] as const);
  const made: Case = {
    number,
    generated,
    pattern,
    text: pattern,
    rdate: [],
    exdate: [],
    from: start,
    to: wallAfter(start, span),
  };
  if (end === 'count') made.count = 1 + random.below(random.pick([5, 60, 1_000]));
  if (end === 'local') made.untilLocal = random.chance(0.5) ? day() : moment();
  if (end === 'utc') made.untilInstant = Date.parse(`${random.chance(0.5) ? day() : moment()}Z`);
  if (made.count) made.text += `;COUNT=${made.count}`;
  if (made.untilLocal) made.text += `;UNTIL=${basic(made.untilLocal)}`;
  if (made.untilInstant) {
    made.text += `;UNTIL=${basic(new Date(made.untilInstant).toISOString().slice(0, 19))}Z`;
  }
  made.text = disguised(made.text, random);
  if (random.chance(0.3)) made.rdate = [moment(), day(), day()].slice(0, 1 + random.below(3));
  if (random.chance(0.3)) made.exdate = [start, ...made.rdate.slice(0, 1), day(), day(), moment()];
  return made;
}
