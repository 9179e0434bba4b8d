import {
  bellIcon,
  copyIcon,
  editIcon,
  linkIcon,
  type MenuItem,
  pinIcon,
  type TbMenu,
  trashIcon,
  type WidgetController,
} from '@teambrain/widget-kit';
import type { RoomMessages, TimelineItem } from '../client/api.js';
import type { Message } from '../shared/types.js';
import type { ChatTexts } from './chat-messages.js';
import type { MoreTexts } from './chat-more-messages.js';
import { hasReacted } from './has-reacted.js';
import { messageLink } from './message-link.js';
import type { RowContext } from './timeline/row-context.js';

/** What a view of messages offers to {@link handleAction}. */
export interface ActionView {
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly more: MoreTexts;
  readonly context: RowContext;
  messages(): RoomMessages | undefined;
  menu(): TbMenu | null;
  reply(message: Message): void;
  edit(message: Message): void;
  confirmDelete(message: Message): void;
  openThread(message: Message): void;
  jump(messageId: string): void;
  markUnread(message: Message): void;
  pickEmoji(anchor: HTMLElement, chosen: (emoji: string) => void): void;
}

interface Use {
  item: TimelineItem;
  control: HTMLElement;
}

const actions: Record<string, (view: ActionView, use: Use) => void> = {
  'toggle-reaction': (view, { item, control }) =>
    toggleReaction(view, item.message, control.dataset.emoji ?? ''),
  'pick-reaction': (view, { item, control }) =>
    view.pickEmoji(control, (emoji) => toggleReaction(view, item.message, emoji, true)),
  reply: (view, { item }) => view.reply(item.message),
  'open-thread': (view, { item }) => view.openThread(item.message),
  jump: (view, { control }) => view.jump(control.dataset.target ?? ''),
  more: (view, { item, control }) =>
    void view.menu()?.show(control, menuItems(view, item.message), { align: 'end' }),
  'copy-code': (view, { control }) =>
    copy(view, control.parentElement?.querySelector('code')?.textContent ?? ''),
  'open-room'(view, { control }) {
    const { roomId } = control.dataset;
    if (roomId) run(view, view.widget.actions.openRoom(roomId));
  },
  'open-file': (view, { control }) =>
    run(view, view.widget.actions.openPanel('files', { file: control.dataset.fileId ?? '' })),
};

/** Carries out what a control with `data-action` in a row stands for. */
export function handleAction(
  view: ActionView,
  action: string,
  item: TimelineItem,
  control: HTMLElement,
): void {
  actions[action]?.(view, { item, control });
}

function toggleReaction(view: ActionView, message: Message, emoji: string, only = false): void {
  const messages = view.messages();
  if (!messages || !emoji) return;
  const own = hasReacted(message, emoji, view.context.viewerId);
  if (own && only) return;
  run(view, own ? messages.unreact(message.id, emoji) : messages.react(message.id, emoji));
}

function menuItems(view: ActionView, message: Message): MenuItem[] {
  const { more: t, context } = view;
  const { rights, viewerId } = context;
  const mine = message.author.id === viewerId && rights.write;
  const messages = view.messages();
  const items: (MenuItem | false | undefined)[] = [
    mine && { label: t('edit'), icon: editIcon, run: () => view.edit(message) },
    rights.moderate &&
      messages && {
        label: t(message.pinned ? 'unpin' : 'pin'),
        icon: pinIcon,
        run: () => run(view, message.pinned ? messages.unpin(message.id) : messages.pin(message.id)),
      },
    message.text !== '' && { label: t('copyText'), icon: copyIcon, run: () => copy(view, message.text) },
    { label: t('copyLink'), icon: linkIcon, run: () => copy(view, messageLink(message, location.href)) },
    !context.inThread && { label: t('markUnread'), icon: bellIcon, run: () => view.markUnread(message) },
    (mine || rights.moderate) && {
      label: t('remove'),
      icon: trashIcon,
      danger: true,
      separated: true,
      run: () => view.confirmDelete(message),
    },
  ];
  return items.filter((item): item is MenuItem => Boolean(item));
}

function copy({ widget, more: t }: Pick<ActionView, 'widget' | 'more'>, text: string): void {
  // Absent on pages without https; refused where the page's policy says so.
  const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  written.then(
    () => widget.actions.toast({ text: t('copied'), tone: 'success' }),
    () => widget.actions.toast({ text: t('copyFailed'), tone: 'danger' }),
  );
}

/** Lets a write go its way and tells when it failed. */
export function run({ widget, t }: Pick<ActionView, 'widget' | 't'>, work: Promise<unknown>): void {
  work.catch(async (error: unknown) => {
    widget.actions.report(error);
    const explained = import('./message-errors.js').then(({ explainMessageError }) =>
      explainMessageError(widget.state, error),
    );
    widget.actions.toast({ text: await explained.catch(() => t('actionFailed')), tone: 'danger' });
  });
}
