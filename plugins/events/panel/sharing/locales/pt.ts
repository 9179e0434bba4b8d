import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: 'Quem pode alterar {title}',
    admins: 'Além disso, os proprietários e administradores deste espaço podem alterar tudo aqui.',
    nobody: 'Ninguém tem um papel próprio.',
    you: 'você',
    roleOf: 'Papel de {name}',
    'role.owner': 'Proprietário',
    'role.editor': 'Pode alterar',
    'role.viewer': 'Pode ler',
    add: 'Adicionar alguém',
    addPlaceholder: 'Nome de um membro',
    nobodyFound: 'Ninguém aqui tem esse nome.',
    remove: 'Remover {name}',
    shared: '{name} tem agora um papel.',
    event_last_owner: 'Um evento mantém pelo menos um proprietário. Dê primeiro esse papel a outra pessoa.',
    event_person_unknown: 'Não lê este espaço.',
  },
};
