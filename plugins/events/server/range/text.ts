import { civilFromDays } from '../recurrence/civil.js';

const dayMs = 86_400_000;
const zero = 48;

/** Room for an instant in a text that is written into later: its digits are what changes. */
export const instantHole = '0000-00-00T00:00:00.000Z';

let knownDay = Number.NaN;
let known = { year: 0, month: 0, day: 0 };

/** Writes the digits of an instant over a hole, whole seconds. Making texts instead and joining them took ten times as long. */
export function writeInstant(bytes: Uint8Array, at: number, instant: number): void {
  const day = Math.floor(instant / dayMs);
  if (day !== knownDay) {
    known = civilFromDays(day);
    knownDay = day;
  }
  const { year } = known;
  const time = (instant - day * dayMs) / 1000;
  const minutes = Math.floor(time / 60);
  const hour = Math.floor(minutes / 60);
  bytes[at] = zero + Math.floor(year / 1000);
  bytes[at + 1] = zero + (Math.floor(year / 100) % 10);
  two(bytes, at + 2, year % 100);
  two(bytes, at + 5, known.month);
  two(bytes, at + 8, known.day);
  two(bytes, at + 11, hour);
  two(bytes, at + 14, minutes - hour * 60);
  two(bytes, at + 17, time - minutes * 60);
}

function two(bytes: Uint8Array, at: number, value: number): void {
  const tens = Math.floor(value / 10);
  bytes[at] = zero + tens;
  bytes[at + 1] = zero + value - tens * 10;
}
