import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: '{title}を変更できる人',
    admins: 'このほか、このスペースの所有者と管理者はすべてを変更できます。',
    nobody: '個別の役割を持つ人はいません。',
    you: '自分',
    roleOf: '{name}の役割',
    'role.owner': '所有者',
    'role.editor': '変更可',
    'role.viewer': '閲覧のみ',
    add: '追加する',
    addPlaceholder: 'メンバーの名前',
    nobodyFound: 'その名前の人はここにいません。',
    remove: '{name}を外す',
    shared: '{name}に役割を設定しました。',
    event_last_owner: '予定には少なくとも1人の所有者が必要です。先に別の人をその役割にしてください。',
    event_person_unknown: 'このスペースを読めない人です。',
  },
};
