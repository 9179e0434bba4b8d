import { define, type ElementClass, type WidgetRoom } from '@teambrain/widget-kit';

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

/** Loads a dialog and shows it inside `root`; it takes itself away when it closes. */
export async function openDialog(
  name: DialogName,
  root: HTMLElement | DocumentFragment,
  room?: WidgetRoom,
): Promise<void> {
  const element = await loaders[name]();
  define(element);
  const dialog = document.createElement(element.tag) as HTMLElement & { room?: WidgetRoom | undefined };
  dialog.room = room;
  root.append(dialog);
}
