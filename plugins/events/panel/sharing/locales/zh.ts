import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: '谁可以更改{title}',
    admins: '此外，此空间的所有者和管理员可以更改这里的一切。',
    nobody: '没有人有单独的角色。',
    you: '您',
    roleOf: '{name}的角色',
    'role.owner': '所有者',
    'role.editor': '可更改',
    'role.viewer': '可查看',
    add: '添加成员',
    addPlaceholder: '成员姓名',
    nobodyFound: '这里没有叫这个名字的人。',
    remove: '移除{name}',
    shared: '{name}现在有了角色。',
    event_last_owner: '日程至少要有一位所有者。请先把该角色交给其他人。',
    event_person_unknown: '此人不能读取此空间。',
  },
};
