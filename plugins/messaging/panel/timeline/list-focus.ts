import type { AttendedList } from './row-context.js';

const keyOf = (list: AttendedList, messageId: string): string | undefined =>
  list.items.find(({ message }) => message.id === messageId)?.key;

/** Shows a message of the window and flashes it. Answers whether it is there. */
export async function reveal(list: AttendedList | null, messageId: string, focus = false): Promise<boolean> {
  await list?.updateComplete;
  const key = list && keyOf(list, messageId);
  if (!key) return false;
  list.currentKey = key;
  list.keeper.toRow(key, 'center', list.onScroll);
  list.flashId = messageId;
  await list.updateComplete;
  if (focus) list.keeper.row(key)?.focus({ preventScroll: true });
  setTimeout(() => {
    if (list.flashId === messageId) list.flashId = undefined;
  }, 1300);
  return true;
}

/** Into the field of the message that is edited. */
export async function focusEditor(list: AttendedList | null): Promise<void> {
  await list?.updateComplete;
  const editor = list?.renderRoot.querySelector<HTMLElement>('[data-editor]');
  editor?.focus();
  editor?.scrollIntoView({ block: 'nearest' });
}

/** Puts the focus on the row of a message. */
export function focusRow(list: AttendedList | null, messageId: string): void {
  const key = list && keyOf(list, messageId);
  if (key) list.focusKey(key);
}
