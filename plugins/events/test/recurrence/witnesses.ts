import rrulejs from 'rrule';
import { DateTime, RRuleSet as RustSet } from 'rrule-rust';
import type { WitnessName } from './known-differences.js';

/** What the other expanders are asked: wall times alone, which they take for UTC. */
export interface Asked {
  /** With COUNT or UNTIL, or the start of a search for an instance that never comes would not end. */
  rrule: string;
  start: string;
  /** Wall times, both included. */
  from: string;
  to: string;
}

type Witness = (asked: Asked) => string[];

/** `2026-11-24T14:00:00` as `20261124T140000Z`. */
export const basicUtc = (wall: string) => `${wall.replace(/[-:]/g, '')}Z`;

const text = ({ rrule, start }: Asked) => `DTSTART:${basicUtc(start)}\nRRULE:${rrule}`;

const rrule: Witness = (asked) =>
  rrulejs
    .rrulestr(text(asked))
    .between(new Date(`${asked.from}Z`), new Date(`${asked.to}Z`), true)
    .map((date) => date.toISOString().slice(0, 19));

const rustTime = (wall: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = wall.match(/\d+/g)!.map(Number);
  return DateTime.create(year, month, day, hour, minute, second, true);
};

const rruleRust: Witness = (asked) =>
  RustSet.fromString<ReturnType<typeof rustTime>>(text(asked))
    .between(rustTime(asked.from), rustTime(asked.to), true)
    .map((time) => time.toString().replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6'));

export const witnesses: Record<WitnessName, Witness> = { rrule, 'rrule-rust': rruleRust };
