import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: 'Wer {title} ändern darf',
    admins: 'Außerdem dürfen die Inhaber und Admins dieses Raums hier alles ändern.',
    nobody: 'Niemand hat eine eigene Rolle.',
    you: 'Sie',
    roleOf: 'Rolle von {name}',
    'role.owner': 'Inhaber',
    'role.editor': 'Darf ändern',
    'role.viewer': 'Darf lesen',
    add: 'Jemanden hinzufügen',
    addPlaceholder: 'Name eines Mitglieds',
    nobodyFound: 'Niemand hier heißt so.',
    remove: '{name} entfernen',
    shared: '{name} hat jetzt eine Rolle.',
    event_last_owner:
      'Ein Termin behält mindestens einen Inhaber. Geben Sie zuerst jemand anderem diese Rolle.',
    event_person_unknown: 'Diese Person liest diesen Raum nicht.',
  },
};
