import { defineMessages, type MessageValues } from '@teambrain/widget-kit';
import { historyLocales } from './history-locales.js';

/** Texts of the history of an event. */
export const historyMessages = defineMessages(
  'eventHistory',
  {
    heading: 'History of {title}',
    version: 'Version {n}',
    now: 'now',
    system: 'The system',
    made: 'Created',
    restored: 'Brought back version {n}',
    unchanged: 'Nothing that is shown here changed.',
    changed: '{field}: {before} → {after}',
    set: '{field}: {after}',
    removed: '{field} removed: {before}',
    listAdded: '{field}, added: {items}',
    listRemoved: '{field}, removed: {items}',
    rewritten: '{field} was rewritten',
    choose: 'Compare version {n}',
    chooseTwo: 'Choose two versions to compare them.',
    compare: 'Compare',
    comparing: 'From version {from} to version {to}',
    alike: 'These two are alike.',
    back: 'Back',
    restore: 'Bring back',
    restoreOne: 'Bring back version {n}',
    restoreHeading: 'Bring back version {n}?',
    restoreText: 'Everything in it becomes as it was then, as a new version. Nothing of the history is lost.',
    done: 'Version {n} is back.',
    earlier: 'Show earlier ones',
    version_conflict:
      'Somebody changed it meanwhile. The newest version is shown now; look at it, and try once more.',
    appeared: 'There is a new version.',
  },
  historyLocales,
);

export type HistoryTexts = (
  key: keyof (typeof historyMessages)['messages'] & string,
  values?: MessageValues,
) => string;
