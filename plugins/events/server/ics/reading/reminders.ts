import { eventBounds } from '../../../shared/schemas.js';
import { type Component, first } from './components.js';
import type { Report } from './report.js';
import { parseDuration } from './values.js';

const longestMinutes = 40_320;

/** Alarms that show something before the start; the others (mails, after the start, at one instant) are not carried. */
export function readReminders(event: Component, report: Report): number[] {
  const minutes = new Set<number>();
  for (const alarm of event.components) {
    const found = alarm.name === 'VALARM' ? minutesBefore(alarm) : null;
    if (found === null || (minutes.size === eventBounds.reminders && !minutes.has(found)))
      report.leaveOut(
        `VALARM ${(first(alarm, 'ACTION')?.value ?? '').trim().toUpperCase().slice(0, 20)}`.trim(),
      );
    else minutes.add(found);
  }
  return [...minutes].sort((a, b) => a - b);
}

function minutesBefore(alarm: Component): number | null {
  const action = first(alarm, 'ACTION')?.value.trim().toUpperCase();
  const trigger = first(alarm, 'TRIGGER');
  if ((action !== 'DISPLAY' && action !== 'AUDIO') || trigger === undefined) return null;
  if (trigger.parameters.get('RELATED')?.toUpperCase() === 'END') return null;
  const duration = parseDuration(trigger.value);
  if (duration === null) return null;
  const seconds = -(duration.days * 86_400 + duration.seconds);
  const minutes = Math.ceil(seconds / 60);
  return seconds >= 0 && minutes <= longestMinutes ? minutes : null;
}
