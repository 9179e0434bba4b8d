import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  eventSharing: {
    heading: 'من يمكنه تغيير \u2068{title}\u2069',
    admins: 'وإضافة إليهم، يمكن لمالكي هذه المساحة ومشرفيها تغيير كل شيء هنا.',
    nobody: 'لا دور خاص لأحد.',
    you: 'أنت',
    roleOf: 'دور \u2068{name}\u2069',
    'role.owner': 'مالك',
    'role.editor': 'يمكنه التغيير',
    'role.viewer': 'يمكنه القراءة',
    add: 'إضافة شخص',
    addPlaceholder: 'اسم عضو',
    nobodyFound: 'لا أحد هنا بهذا الاسم.',
    remove: 'إزالة \u2068{name}\u2069',
    shared: 'أصبح لـ\u2068{name}\u2069 دور الآن.',
    event_last_owner: 'يحتفظ الحدث بمالك واحد على الأقل. أعطِ هذا الدور لشخص آخر أولًا.',
    event_person_unknown: 'لا يقرأ هذه المساحة.',
  },
};
