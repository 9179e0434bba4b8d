import { define, type ElementClass, loadLocale, type WidgetRoom } from '@teambrain/widget-kit';
import { roomDialogLocales } from './dialog-locales.js';

const loaders = {
  create: () => import('./create-room.component.js').then((module) => module.TbCreateRoom),
  find: () => import('./find-rooms.component.js').then((module) => module.TbFindRooms),
  direct: () => import('./direct-message.component.js').then((module) => module.TbDirectMessage),
  members: () => import('./room-members.component.js').then((module) => module.TbRoomMembers),
  invite: () => import('./invite-people.component.js').then((module) => module.TbInvitePeople),
  settings: () => import('./room-settings.component.js').then((module) => module.TbRoomSettings),
  leave: () => import('./leave-room.component.js').then((module) => module.TbLeaveRoom),
} satisfies Record<string, () => Promise<ElementClass>>;

export type DialogName = keyof typeof loaders;

export interface DialogPlace {
  root: HTMLElement | DocumentFragment;
  /** Language that its texts are loaded in before it shows. */
  locale: string;
  room?: WidgetRoom | undefined;
}

/** Loads a dialog and shows it inside `root`; it takes itself away when it closes. */
export async function openDialog(name: DialogName, { root, locale, room }: DialogPlace): Promise<void> {
  const texts = loadLocale(locale, roomDialogLocales).catch(() => {});
  const element = await loaders[name]();
  await texts;
  define(element);
  const dialog = document.createElement(element.tag) as HTMLElement & { room?: WidgetRoom | undefined };
  dialog.room = room;
  root.append(dialog);
}
