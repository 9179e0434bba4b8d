import { defineMessages } from '@teambrain/widget-kit';
import { eventCardLocales } from './event-card-locales.js';

/** Texts of the card of an event. */
export const eventCardMessages = defineMessages(
  'eventCard',
  {
    when: 'When',
    where: 'Where',
    repeats: 'Repeats',
    about: 'About',
    people: { one: '{count} person', other: '{count} people' },
    answer: 'Are you going?',
    going: 'Going',
    maybe: 'Maybe',
    no: 'No',
    accepted: 'going',
    tentative: 'maybe',
    declined: 'not going',
    needs_action: 'no answer yet',
    scope: 'For',
    thisOne: 'This event',
    following: 'This and following events',
    all: 'All events',
    series: 'The whole series',
    recurring: 'Recurring event',
    zoneTime: '{time} {place} time',
    allDay: '{day}, all day',
    addToCalendar: 'Add to calendar',
    edit: 'Edit',
    history: 'History',
    remove: 'Delete',
    removeTitle: 'Delete {title}?',
    removeText: 'It disappears for everybody in this space.',
    removeWhich: 'Which events?',
    cancel: 'Cancel',
    failed: 'That did not work.',
    loadFailed: 'Details could not be loaded.',
    answered: 'Your answer: {answer}',
    removed: '{title} was deleted.',
  },
  eventCardLocales,
);

export type CardTexts = (
  key: keyof (typeof eventCardMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
) => string;
