import { defineMessages, type MessageValues } from '@teambrain/widget-kit';
import { historyLocales } from './history-locales.js';

/** Names of what an event holds, and of values that are no texts of people. */
export const fieldMessages = defineMessages(
  'eventFields',
  {
    title: 'Title',
    description: 'Details',
    start: 'Start',
    end: 'End',
    timeZone: 'Time zone',
    endTimeZone: 'Time zone of the end',
    allDay: 'All day',
    location: 'Where',
    rrule: 'Repeats',
    rdate: 'Further dates',
    exdate: 'Dates taken out',
    busy: 'Takes time',
    resources: 'Rooms and equipment',
    attendees: 'People',
    reminders: 'Reminders',
    overrides: 'Changed instances',
    yes: 'On',
    no: 'Off',
    nothing: 'Nothing',
    never: 'Does not repeat',
    untilDay: '{day} (last day)',
    before: '{time} before',
    atStart: 'At the start',
    somebody: 'Somebody who left',
    something: 'Something that is gone',
    instances: { one: '{count} changed instance', other: '{count} changed instances' },
  },
  historyLocales,
);

export type FieldKey = keyof (typeof fieldMessages)['messages'] & string;
export type FieldTexts = (key: FieldKey, values?: MessageValues) => string;
