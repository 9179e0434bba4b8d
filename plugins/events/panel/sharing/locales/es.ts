import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: 'Quién puede cambiar {title}',
    admins: 'Además, los propietarios y administradores de este espacio pueden cambiar todo aquí.',
    nobody: 'Nadie tiene un rol propio.',
    you: 'usted',
    roleOf: 'Rol de {name}',
    'role.owner': 'Propietario',
    'role.editor': 'Puede cambiarlo',
    'role.viewer': 'Puede leerlo',
    add: 'Añadir a alguien',
    addPlaceholder: 'Nombre de un miembro',
    nobodyFound: 'Nadie se llama así aquí.',
    remove: 'Quitar a {name}',
    shared: '{name} tiene ahora un rol.',
    event_last_owner: 'Un evento conserva al menos un propietario. Dé antes ese rol a otra persona.',
    event_person_unknown: 'No lee este espacio.',
  },
};
