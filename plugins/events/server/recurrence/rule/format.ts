import type { Rule, Until } from '../contract.js';
import { numberParts, weekdayNames } from './parts.js';

const untilText = ({ form, value }: Until) => value.replace(/[-:]/g, '') + (form === 'utc' ? 'Z' : '');

/** The canonical text: parts in one order, lists sorted, INTERVAL=1 and WKST=MO left out. */
export function formatRule(rule: Rule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.count !== undefined) parts.push(`COUNT=${rule.count}`);
  if (rule.until) parts.push(`UNTIL=${untilText(rule.until)}`);
  if (rule.weekStart !== 0) parts.push(`WKST=${weekdayNames[rule.weekStart]}`);
  if (rule.weekdays.length > 0) {
    parts.push(`BYDAY=${rule.weekdays.map(({ day, nth }) => `${nth || ''}${weekdayNames[day]}`).join(',')}`);
  }
  for (const [name, { field }] of Object.entries(numberParts)) {
    if (rule[field].length > 0) parts.push(`${name}=${rule[field].join(',')}`);
  }
  return parts.join(';');
}
