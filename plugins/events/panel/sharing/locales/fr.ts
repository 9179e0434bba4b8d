import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: 'Qui peut modifier {title}',
    admins: 'En outre, les propriétaires et administrateurs de cet espace peuvent tout modifier ici.',
    nobody: 'Personne n’a de rôle propre.',
    you: 'vous',
    roleOf: 'Rôle de {name}',
    'role.owner': 'Propriétaire',
    'role.editor': 'Peut modifier',
    'role.viewer': 'Peut lire',
    add: 'Ajouter quelqu’un',
    addPlaceholder: 'Nom d’un membre',
    nobodyFound: 'Personne ici ne porte ce nom.',
    remove: 'Retirer {name}',
    shared: '{name} a maintenant un rôle.',
    event_last_owner:
      'Un événement garde au moins un propriétaire. Donnez d’abord ce rôle à quelqu’un d’autre.',
    event_person_unknown: 'Cette personne ne lit pas cet espace.',
  },
};
