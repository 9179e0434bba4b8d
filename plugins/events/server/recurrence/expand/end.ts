import type { Rule } from '../contract.js';
import { lastWall, parseWall } from '../wall.js';
import { type Zone, zoneSlack } from '../zone/zone.js';

/** Where UNTIL ends a rule. */
export interface End {
  /** No wall time after this one belongs to the rule. */
  readonly latest: number;
  /** Whether a wall time up to there does. */
  admits(wall: number): boolean;
}

const always = () => true;

/**
 * A date or local UNTIL is compared on the wall. An instant is compared with the instants of the instances, which near a
 * clock change do not come in the order of the wall times: those within a day of it are therefore looked at one by one.
 */
export function createEnd({ until }: Rule, zone: Zone): End {
  if (!until) return { latest: lastWall, admits: always };
  const value = parseWall(until.value, until.form === 'date') ?? lastWall;
  if (until.form !== 'utc') return { latest: value, admits: always };
  const near = zone.wall(value);
  return {
    latest: near + zoneSlack,
    admits: (wall) => wall < near - zoneSlack || zone.instant(wall) <= value,
  };
}
