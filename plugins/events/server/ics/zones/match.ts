import { createOffsetAt } from '../../recurrence/zone/transitions.js';
import type { Breather } from '../breather.js';
import type { ZoneDefinition } from './definition.js';

/** Tried first, so that of zones with the same clock the one that people know is named. */
const usual = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Helsinki',
  'Europe/Moscow',
  'Europe/Istanbul',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Dubai',
  'Australia/Sydney',
  'Pacific/Auckland',
];

const wholeHours = (offset: number) => {
  const hours = offset / 3_600;
  if (offset === 0) return 'UTC';
  return Number.isInteger(hours) && hours >= -12 && hours <= 14
    ? `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
    : null;
};

/**
 * The IANA zone whose clock is the defined one from a year before the first use to two years after it: at each change,
 * a second before it, and in the middle of every month. Null when there is none.
 */
export async function matchZone(
  definition: ZoneDefinition,
  year: number,
  breathe: Breather,
): Promise<string | null> {
  if (definition.fixedOffset !== undefined) {
    const fixed = wholeHours(definition.fixedOffset);
    if (fixed !== null) return fixed;
  }
  const probes = probesOf(definition, year);
  for (const zone of [...usual, ...Intl.supportedValuesOf('timeZone')]) {
    await breathe();
    // Not kept: the runtime spends some 20 KB on each of the 420 clocks.
    const clock = createOffsetAt(zone);
    if (probes.every(({ at, offset }) => clock(at) === offset)) return zone;
  }
  return null;
}

function probesOf(definition: ZoneDefinition, year: number): { at: number; offset: number }[] {
  const [firstYear, lastYear] = [year - 1, year + 2];
  const changes = definition.onsets(firstYear - 1, lastYear);
  const offsetAt = (at: number) => {
    let offset = changes[0]?.from ?? definition.fixedOffset ?? 0;
    for (const change of changes) {
      if (at < change.at) break;
      offset = change.to;
    }
    return offset;
  };
  const start = Date.UTC(firstYear, 0, 1) / 1_000;
  const end = Date.UTC(lastYear + 1, 0, 1) / 1_000;
  const instants = changes.flatMap(({ at }) => [at - 1, at]).filter((at) => at >= start && at < end);
  for (let month = 0; month < (lastYear - firstYear + 1) * 12; month += 1)
    instants.push(Date.UTC(firstYear, month, 15) / 1_000);
  return instants.map((at) => ({ at, offset: offsetAt(at) }));
}
