/** A small seeded generator (mulberry32): the same rules on every machine, so that a failing one can be named. */
export interface Random {
  below(n: number): number;
  chance(p: number): boolean;
  pick<T>(from: readonly T[]): T;
  some<T>(from: readonly T[], most: number): T[];
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const random: Random = {
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: (from) => from[random.below(from.length)]!,
    some: (from, most) => {
      const count = 1 + random.below(most);
      return [...new Set(Array.from({ length: count }, () => random.pick(from)))];
    },
  };
  return random;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const withNegative = (list: number[]) => [...list, ...list.map((n) => -n)];
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY'] as const;
export type GeneratedFrequency = (typeof frequencies)[number];

export interface Generated {
  frequency: GeneratedFrequency;
  /** Without COUNT and UNTIL; lists in order, because rrule 2.8.1 misses times of day that are not. */
  parts: ReadonlyMap<string, readonly (string | number)[]>;
  start: string;
}

const startTimes = ['00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '09:00', '23:45'];

/** Every part where RFC 5545 allows it, alone and together, never more than 48 times a day. */
export function generateRule(random: Random, number: number): Generated {
  const frequency = frequencies[number % frequencies.length]!;
  const coarse = frequency === 'YEARLY' || frequency === 'MONTHLY';
  const parts = new Map<string, (string | number)[]>([['FREQ', [frequency]]]);
  const add = (part: string, chance: number, list: () => (string | number)[]) => {
    if (random.chance(chance))
      parts.set(
        part,
        list().sort((a, b) => Number(a) - Number(b)),
      );
  };
  add('INTERVAL', 0.5, () => [random.pick([2, 3, 4, 5, 7, 12, 13, 25])]);
  add('WKST', 0.4, () => [random.pick(weekdays)]);
  add('BYMONTH', 0.3, () => random.some(range(1, 12), 4));
  if (frequency === 'YEARLY') add('BYWEEKNO', 0.2, () => random.some(withNegative(range(1, 53)), 4));
  if (frequency === 'YEARLY') add('BYYEARDAY', 0.2, () => random.some(withNegative(range(1, 366)), 6));
  if (frequency === 'HOURLY') add('BYYEARDAY', 0.1, () => random.some(withNegative(range(60, 130)), 30));
  if (frequency !== 'WEEKLY') add('BYMONTHDAY', 0.25, () => random.some(withNegative(range(1, 31)), 6));
  const ordinals = coarse && !parts.has('BYWEEKNO') && random.chance(0.5);
  const largest = frequency === 'YEARLY' && !parts.has('BYMONTH') ? 53 : 5;
  add('BYDAY', 0.5, () =>
    random
      .some(weekdays, 5)
      .map((day) => (ordinals ? random.pick(withNegative(range(1, largest))) + day : day)),
  );
  add('BYHOUR', frequency === 'HOURLY' ? 0.4 : 0.3, () => random.some(range(0, 23), 5));
  add('BYMINUTE', 0.2, () => random.some([0, 15, 30, 45, 59], 2));
  add('BYSECOND', 0.1, () => random.some([0, 30], 1));
  if ([...parts.keys()].some((part) => part.startsWith('BY'))) {
    add('BYSETPOS', 0.25, () => random.some([1, 2, 3, 5, 10, -1, -2, -3], 2));
  }
  const year = random.pick([2010, 2011, 2012, 2018, 2024, 2026]);
  // Hourly rules are looked at for two months only: those in which clocks change.
  const month = frequency === 'HOURLY' ? random.pick([3, 9, 10, 12]) : random.pick(range(1, 12));
  const date = [year, month, 1 + random.below(28)].map((n) => String(n).padStart(2, '0')).join('-');
  return { frequency, parts, start: `${date}T${random.pick(startTimes)}:00` };
}

export const textOf = (parts: Generated['parts']) =>
  [...parts].map(([part, values]) => `${part}=${values.join(',')}`).join(';');

/** The same rule as people may write it: parts and lists in any order, in small letters, with signs and zeros. */
export function disguised(text: string, random: Random): string {
  const shuffled = <T>(list: T[]) =>
    list
      .map((item) => ({ item, at: random.below(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const parts = text.split(';').map((part) => {
    const [name = '', value = ''] = part.split('=');
    const several = name.startsWith('BY');
    const list = shuffled(value.split(','));
    if (several && random.chance(0.2)) list.push(list[0]!);
    const signed = ['BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'].includes(name);
    return `${name}=${list.map((item) => (signed && /^\d/.test(item) && random.chance(0.2) ? `+${item}` : item)).join(',')}`;
  });
  const list = shuffled(parts);
  const whole = random.chance(0.2) ? list.join(';').toLowerCase() : list.join(';');
  return random.chance(0.1) ? `RRULE:${whole}` : whole;
}
