import {
  define,
  type PanelTarget,
  type TbMenu,
  type TbPopover,
  type WidgetController,
} from '@teambrain/widget-kit';
import type { ReactiveControllerHost } from 'lit';
import type { RoomMessages, TimelineItem } from '../client/index.js';
import type { Message } from '../shared/types.js';
import type { ChatTexts } from './chat-messages.js';
import { type Command, parseCommand } from './composer/commands.js';
import { createCompletions } from './composer/completions.js';
import { sessionDrafts } from './composer/drafts.js';
import type { ComposerHost, TbMessageComposer } from './composer/message-composer.component.js';
import { Editing, type Editor, type EditPlace } from './editing.js';
import { type ActionView, handleAction, run } from './message-actions.js';
import { messageRights } from './rights.js';
import type { RoomSession } from './room-session.js';
import type { ChatPort } from './side/chat-port.js';
import { loadSide, type Side } from './side/side.js';
import type { ListHost, TbMessageList } from './timeline/message-list.component.js';
import type { RowContext } from './timeline/row-context.js';

/** The element whose doings this controls. */
export interface ChatElement extends ReactiveControllerHost, HTMLElement {
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly session: RoomSession;
  readonly list: TbMessageList | null;
  readonly composer: TbMessageComposer | null;
  readonly renderRoot: HTMLElement | DocumentFragment;
  emit(
    name: 'tb-message-send',
    detail: { text: string; roomId: string },
    options: { cancelable: boolean },
  ): boolean;
  emit(name: 'tb-message-sent', detail: { message: unknown }): boolean;
}

/** What can be done in the chat: sending, editing, deleting, jumping, opening what stands beside it. */
export class ChatController implements ListHost, ActionView, ChatPort {
  readonly #host: ChatElement;
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly session: RoomSession;
  readonly suggest;
  revision = 0;
  draft = '';
  replyTo: Message | undefined;
  side: Side | undefined;
  deleting: Message | undefined;
  picking: ((emoji: string) => void) | undefined;
  readonly #edits: Editing;
  #pending: PanelTarget | undefined;
  #known: unknown[] = [];
  #context!: RowContext;
  #threadContext!: RowContext;

  constructor(host: ChatElement) {
    this.#host = host;
    this.widget = host.widget;
    this.t = host.t;
    this.session = host.session;
    this.#edits = new Editing({
      widget: this.widget,
      t: this.t,
      suggest: (trigger) => this.suggest(trigger),
      save: (message, text, mentions) => this.#save(message, text, mentions),
      changed: () => this.#changed(),
      started: (place) => {
        if (place === 'main') void this.#host.updateComplete.then(() => this.#host.list?.focusEditor());
      },
      ended: (message, place) => {
        if (place === 'main')
          void this.#host.updateComplete.then(() => this.#host.list?.focusRow(message.id));
      },
      pickEmoji: (anchor, insert) => void this.pickEmoji(anchor, insert),
    });
    this.suggest = createCompletions({
      people: () => this.session.people,
      rooms: () => this.widget.state.rooms,
      viewerId: () => this.widget.state.me?.id,
      t: this.t,
    });
  }

  // Rows are drawn again only when this object is another one, so it is replaced only when something in it differs.
  get context(): RowContext {
    const { state } = this.widget;
    const rights = messageRights(state);
    const known = [
      state.locale,
      state.translations,
      state.me?.id,
      rights.write,
      rights.react,
      rights.moderate,
      state.rooms,
      this.session.people,
      this.session.peopleVersion,
    ];
    if (this.#context && known.every((value, index) => value === this.#known[index])) return this.#context;
    this.#known = known;
    const { t } = this;
    const { people } = this.session;
    this.#context = {
      t,
      locale: state.locale,
      viewerId: state.me?.id,
      rights,
      inThread: false,
      tokens: {
        userName: (id) => people?.name(id),
        roomName: (id) => state.rooms.find((room) => room.id === id)?.name,
        viewerId: state.me?.id,
        copyLabel: t('copyCode'),
        doneLabel: t('taskDone'),
        openLabel: t('taskOpen'),
      },
    };
    this.#threadContext = { ...this.#context, inThread: true };
    return this.#context;
  }

  get threadContext(): RowContext {
    void this.context;
    return this.#threadContext;
  }

  /** The room as people call it: "#design", or the others of a direct room. */
  get roomName(): string {
    const { room, me } = this.widget.state;
    if (!room) return '';
    const others = room.peers?.filter((peer) => peer.id !== me?.id);
    if (room.direct && others?.length)
      return others.map((peer) => peer.displayName || peer.username).join(', ');
    return room.direct ? room.name : `#${room.name}`;
  }

  /** Why nothing can be written here; empty where it can. */
  get closedReason(): string {
    if (this.widget.state.room?.archived) return this.t('archived');
    return this.context.rights.write ? '' : this.t('readonly');
  }

  #changed(): void {
    this.#host.requestUpdate();
  }

  get #draftPlace(): string {
    const { me, room } = this.widget.state;
    return `${me?.id ?? ''}:${room?.id ?? ''}`;
  }

  roomOpened(): void {
    this.replyTo = undefined;
    this.#edits.stop();
    this.side = undefined;
    this.deleting = undefined;
    this.draft = sessionDrafts.read(this.#draftPlace);
  }

  messages(): RoomMessages | undefined {
    return this.session.room?.messages;
  }

  menu(): TbMenu | null {
    return this.#host.renderRoot.querySelector<TbMenu>('tb-menu');
  }

  // -- the history

  act(action: string, item: TimelineItem, control: HTMLElement, event: Event): void {
    handleAction(this, action, item, control, event);
  }

  loadBefore(): void {
    this.session.timeline?.loadBefore().catch(() => {});
  }

  loadAfter(): void {
    this.session.timeline?.loadAfter().catch(() => {});
  }

  async toNewest(): Promise<void> {
    await this.session.timeline?.jumpTo('newest');
  }

  seen(seq: number): void {
    this.session.seen(seq);
  }

  leave(): void {
    this.#host.composer?.focus();
  }

  jump(messageId: string, seq?: number): Promise<void> {
    return this.#jump(messageId, seq).catch((error: unknown) => {
      this.widget.actions.toast({ text: this.t('gone') });
      this.widget.actions.report(error);
    });
  }

  async #jump(messageId: string, seq?: number): Promise<void> {
    if (this.side && this.widget.state.layout !== 'wide') this.closeSide(false);
    if (await this.#host.list?.reveal(messageId, true)) return;
    const messages = this.messages();
    if (!messages) return;
    const at = seq ?? (await messages.get(messageId)).seq;
    await this.session.timeline?.jumpTo(at);
    await this.#host.updateComplete;
    await this.#host.list?.reveal(messageId, true);
  }

  async goTo(target: PanelTarget): Promise<void> {
    const { room } = this.widget.state;
    this.#pending = target;
    if (target.room && target.room !== room?.id && target.room !== room?.slug) {
      await this.widget.actions.openRoom(target.room);
    }
    this.takePending();
  }

  /** Goes where a deep link leads, once the room's first messages are there. */
  takePending(): void {
    const target = this.#pending;
    const { state } = this.session;
    if (!target || !state || state.loading === 'first') return;
    this.#pending = undefined;
    if (target.message) void this.jump(target.message);
  }

  // -- what can be done with a message

  reply(message: Message): void {
    this.replyTo = message;
    this.#changed();
    this.#host.composer?.focus();
  }

  edit(message: Message): void {
    this.#edits.start(message, this.#inSide() ? 'thread' : 'main');
  }

  #inSide(): boolean {
    return (this.#host.renderRoot as ShadowRoot).activeElement?.closest('.side') != null;
  }

  editLast(items?: readonly TimelineItem[]): void {
    const { viewerId, rights } = this.context;
    if (!rights.write) return;
    this.#edits.startLast(items ?? this.session.state?.items ?? [], viewerId, items ? 'thread' : 'main');
  }

  editing(place: EditPlace): Editor | undefined {
    return this.#edits.in(place);
  }

  async #save(message: Message, text: string, mentions: string[]): Promise<void> {
    const saved = this.messages()?.edit(message.id, { text, mentions, baseVersion: message.version });
    if (saved) run(this, saved);
    await saved;
  }

  confirmDelete(message: Message): void {
    this.deleting = message;
    this.#changed();
  }

  readonly keep = (): void => {
    this.deleting = undefined;
    this.#changed();
  };

  readonly deleteNow = (): void => {
    const message = this.deleting;
    const messages = this.messages();
    this.keep();
    if (message && messages) run(this, messages.delete(message.id));
  };

  markUnread(message: Message): void {
    run(this, this.session.markUnread(message.seq));
  }

  async pickEmoji(anchor: HTMLElement, chosen: (emoji: string) => void): Promise<void> {
    const { TbEmojiGrid } = await import('./emoji/emoji-grid.component.js');
    define(TbEmojiGrid);
    const popover = this.#host.renderRoot.querySelector<TbPopover>('tb-popover');
    this.picking = (emoji) => {
      popover?.hide();
      anchor.focus();
      chosen(emoji);
    };
    this.#changed();
    await this.#host.updateComplete;
    await popover?.show(anchor, { side: 'above', align: 'end' });
  }

  readonly pickerClosed = (): void => {
    this.picking = undefined;
    this.#changed();
  };

  // -- beside the history

  openThread(message: Message): void {
    void this.openSide({ kind: 'thread', root: message });
  }

  async openSide(side: Side): Promise<void> {
    this.side = side;
    this.#changed();
    try {
      await loadSide(side.kind);
    } catch (error) {
      this.closeSide();
      run(this, Promise.reject(error));
    }
    await this.#host.updateComplete;
    if (side.kind !== 'search') this.#host.renderRoot.querySelector<HTMLElement>('.side .close')?.focus();
  }

  closeSide(focus = true): void {
    this.side = undefined;
    if (this.#edits.in('thread')) this.#edits.stop();
    this.#changed();
    if (focus) this.leave();
  }

  // -- writing

  readonly composerHost: ComposerHost = {
    submit: (text, mentions) => this.#send(text, mentions),
    changed: (text) => {
      this.draft = text;
      sessionDrafts.write(this.#draftPlace, text);
      this.session.room?.typing?.(text.trim() !== '');
    },
    cancel: () => {},
    cancelReply: () => {
      this.replyTo = undefined;
      this.#changed();
    },
    editLast: () => this.editLast(),
    pickEmoji: (anchor, insert) => void this.pickEmoji(anchor, insert),
    announce: (text) => this.widget.actions.announce(text),
  };

  compose(text: string, send: boolean): void {
    if (send) this.#send(text.trim(), []);
    else {
      this.draft = text;
      sessionDrafts.write(this.#draftPlace, text);
      this.#changed();
      this.#host.composer?.focus();
    }
  }

  #send(text: string, mentions: string[]): boolean {
    const { timeline, room, state } = this.session;
    const command = parseCommand(text);
    if (command && command.name !== 'shrug') {
      this.#written();
      this.#command(command);
      return true;
    }
    const body = command ? `${command.argument} ¯\\\\\\_(ツ)\\_/¯`.trim() : text;
    if (!timeline || !room || !body) return false;
    if (!this.#host.emit('tb-message-send', { text: body, roomId: room.id }, { cancelable: true }))
      return false;
    const sent = timeline.send({
      text: body,
      ...(mentions.length ? { mentions } : {}),
      ...(this.replyTo ? { replyTo: this.replyTo.id } : {}),
    });
    // A failure is shown on its row, with what can be done about it.
    sent.done.then((message) => this.#host.emit('tb-message-sent', { message })).catch(() => {});
    this.#written();
    this.session.release();
    const shown = state?.hasAfter ? timeline.jumpTo('newest').catch(() => {}) : Promise.resolve();
    void shown.then(() => this.#host.list?.toEnd());
    return true;
  }

  #written(): void {
    this.draft = '';
    this.replyTo = undefined;
    sessionDrafts.write(this.#draftPlace, '');
    this.session.room?.typing?.(false);
    this.#changed();
  }

  #command({ name, argument }: Command): void {
    if (name === 'search') void this.openSide({ kind: 'search', query: argument });
    else if (name === 'pins' || name === 'threads') void this.openSide({ kind: name });
    else if (name === 'shortcuts') void this.openShortcuts();
    else if (name === 'unread') {
      const last = this.session.state?.items.findLast(({ message }) => message.seq > 0);
      if (last) this.markUnread(last.message);
    }
  }

  async openShortcuts(): Promise<void> {
    const { showShortcuts } = await import('./shortcuts.js');
    showShortcuts(this.#host.renderRoot);
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const field = event.composedPath()[0];
    const typing = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
    if (mod && event.shiftKey && event.key.toLowerCase() === 'f')
      void this.openSide({ kind: 'search', query: '' });
    else if (event.key === '?' && !typing && !mod) void this.openShortcuts();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
