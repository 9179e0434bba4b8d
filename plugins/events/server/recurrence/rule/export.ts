import type { Rule } from '../contract.js';
import { formatWall, parseWall } from '../wall.js';
import { zoneNamed } from '../zone/zones.js';
import { formatRule } from './format.js';

/** The rule as other calendars read it: a local UNTIL becomes the instant that RFC 5545 asks for beside a zone. */
export function exportRule(rule: Rule, timeZone: string): string {
  const wall = rule.until?.form === 'local' ? parseWall(rule.until.value, false) : undefined;
  const zone = zoneNamed(timeZone);
  if (wall === undefined || !zone) return formatRule(rule);
  return formatRule({ ...rule, until: { form: 'utc', value: formatWall(zone.instant(wall), false) } });
}
