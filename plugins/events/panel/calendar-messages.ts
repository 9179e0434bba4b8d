import { defineMessages } from '@teambrain/widget-kit';
import { calendarLocales } from './calendar-locales.js';

/** Texts of the calendar's views. */
export const calendarMessages = defineMessages(
  'calendar',
  {
    label: 'Calendar of {room}',
    view: 'View',
    month: 'Month',
    week: 'Week',
    agenda: 'Upcoming',
    today: 'Today',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    earlier: 'Earlier',
    later: 'Later',
    dayLabel: {
      zero: '{day}, no events',
      one: '{day}, {count} event',
      other: '{day}, {count} events',
    },
    more: { one: '{count} more', other: '{count} more' },
    add: 'New event',
    allDay: 'All day',
    repeats: 'repeats',
    from: 'from {time}',
    until: 'until {time}',
    zoneTime: '{time} {place} time',
    accepted: 'Going',
    tentative: 'Maybe',
    declined: 'Not going',
    needs_action: 'Not answered yet',
    nothing: 'Nothing planned.',
    nothingTitle: 'Nothing ahead',
    nothingText: 'No events from {from} to {to}.',
    loading: 'Loading events',
    cut: 'There are more events than can be shown here.',
  },
  calendarLocales,
);

export type CalendarTexts = (
  key: keyof (typeof calendarMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
) => string;
