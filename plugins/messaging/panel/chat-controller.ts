import type { PanelTarget, WidgetController } from '@teambrain/widget-kit';
import type { TimelineItem } from '../client/api.js';
import type { Message, SendMessage } from '../shared/types.js';
import type { ChatCore, ChatElement } from './chat-element.js';
import type { ChatTexts } from './chat-messages.js';
import type { ChatMore } from './chat-more.js';
import { parseCommand } from './composer/commands.js';
import { sessionDrafts } from './composer/drafts.js';
import type { ComposerHost } from './composer/message-composer.component.js';
import type { SuggestionSource } from './composer/suggestions.js';
import type { Editor, EditPlace } from './editing.js';
import { readMessageLink } from './message-link.js';
import { messageRights } from './rights.js';
import type { RoomSession } from './room-session.js';
import type { Side } from './side/side-kind.js';
import type { ListHost } from './timeline/list-host.js';
import type { RowContext } from './timeline/row-context.js';
import type { TokenContext } from './tokens/render-tokens.js';

/**
 * What the first view of the chat needs: reading and writing. Everything else that one can do with a message is in
 * {@link ChatMore}, which is loaded when somebody first reaches for it.
 */
export class ChatController implements ListHost, ChatCore {
  readonly #host: ChatElement;
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly session: RoomSession;
  draft = '';
  replyTo: Message | undefined;
  /** Once loaded. */
  more: ChatMore | undefined;
  #loading: Promise<ChatMore> | undefined;
  /** Where a link leads, until its room is open. */
  #pending: PanelTarget | undefined;
  #known: unknown[] = [];
  #context: RowContext | undefined;

  constructor(host: ChatElement) {
    this.#host = host;
    this.widget = host.widget;
    this.t = host.t;
    this.session = host.session;
    this.#pending = readMessageLink(globalThis.location?.hash ?? '');
  }

  /** Loads the rest of the chat, once. */
  loadMore(): Promise<ChatMore> {
    this.#loading ??= Promise.all([import('./chat-more.js'), import('./timeline/row-extras.js')]).then(
      async ([{ ChatMore, loadMoreTexts }, { createRowExtras }]) => {
        await loadMoreTexts(this.widget.state.locale);
        this.more = new ChatMore(this, this.#host, createRowExtras);
        this.changed();
        return this.more;
      },
    );
    // A chunk that did not come may come the next time.
    this.#loading.catch(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Draws with the rest of the chat, and asks for it where it is not here yet. */
  drawMore<T>(draw: (more: ChatMore) => T): T | undefined {
    if (this.more) return draw(this.more);
    this.loadMore().catch(() => {});
    return undefined;
  }

  /** Does something with the rest of the chat; a failure is told. */
  withMore(work: (more: ChatMore) => unknown): void {
    this.loadMore()
      .then(work)
      .catch((error: unknown) => {
        this.widget.actions.report(error);
        this.widget.actions.toast({ text: this.t('actionFailed'), tone: 'danger' });
      });
  }

  readonly suggest: SuggestionSource = async (trigger) => (await this.loadMore()).suggest(trigger);

  get side(): Side | undefined {
    return this.more?.side;
  }

  // Rows are drawn again only when this object is another one, so it is replaced only when something in it differs.
  get context(): RowContext {
    const { state } = this.widget;
    const rights = messageRights(state);
    const { people, peopleVersion } = this.session;
    const { write, react, moderate } = rights;
    const known = [
      state.locale,
      state.translations,
      state.me?.id,
      write,
      react,
      moderate,
      people,
      peopleVersion,
      this.more,
      this.more?.emojiName,
    ];
    if (this.#context && known.every((value, index) => value === this.#known[index])) return this.#context;
    this.#known = known;
    const { t } = this;
    const tokens: TokenContext = {
      userName: (id) => people?.name(id),
      roomName: (id) => this.widget.state.rooms.find((room) => room.id === id)?.name,
      viewerId: state.me?.id,
      copyLabel: t('copyCode'),
      doneLabel: t('taskDone'),
      openLabel: t('taskOpen'),
      block: (token, depth) => this.drawMore((more) => more.rows.block(token, tokens, depth)),
    };
    this.#context = {
      t,
      locale: state.locale,
      viewerId: state.me?.id,
      rights,
      inThread: false,
      emojiName: this.more?.emojiName,
      extras: this.more?.rows,
      tokens,
    };
    return this.#context;
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

  readonly changed = (): void => {
    this.#host.requestUpdate();
  };

  get #draftPlace(): string {
    const { me, room } = this.widget.state;
    return `${me?.id ?? ''}:${room?.id ?? ''}`;
  }

  roomOpened(): void {
    this.replyTo = undefined;
    this.more?.roomOpened();
    this.draft = sessionDrafts.read(this.#draftPlace);
  }

  // -- the history

  act(action: string, item: TimelineItem, control: HTMLElement, event: Event): void {
    if (action === 'retry') item.sending?.retry();
    else if (action === 'discard') item.sending?.discard();
    else if (action === 'link') {
      event.preventDefault();
      this.widget.actions.openLink((control as HTMLAnchorElement).href);
    } else this.withMore((more) => more.carryOut(action, item, control));
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

  editing(place: EditPlace): Editor | undefined {
    return this.more?.editing(place);
  }

  async goTo(target: PanelTarget): Promise<void> {
    const { room } = this.widget.state;
    this.#pending = target;
    if (target.room && target.room !== room?.id && target.room !== room?.slug) {
      await this.widget.actions.openRoom(target.room);
    }
    this.takePending();
  }

  /** The address of the page changed to one of a message. */
  readonly onHashChange = (): void => {
    const target = readMessageLink(location.hash);
    if (target) void this.goTo(target);
  };

  /** Goes where a deep link leads, once the room's first messages are there. */
  takePending(): void {
    const { message, room } = this.#pending ?? {};
    const { state, room: open } = this.session;
    if (!this.#pending || !state || state.loading === 'first') return;
    if (room && room !== open?.id && room !== this.widget.state.room?.slug) return;
    this.#pending = undefined;
    if (message) this.withMore((more) => more.jump(message));
  }

  // -- writing

  reply(message: Message): void {
    this.replyTo = message;
    this.changed();
    this.#host.composer?.focus();
  }

  cancelReply(): void {
    this.replyTo = undefined;
    this.changed();
  }

  readonly composerHost: ComposerHost = {
    submit: (text, mentions) => this.#submit(text, mentions),
    changed: (text) => {
      this.draft = text;
      sessionDrafts.write(this.#draftPlace, text);
      this.session.room?.typing?.(text.trim() !== '');
    },
    cancel: () => {},
    cancelReply: () => this.cancelReply(),
    editLast: () => this.withMore((more) => more.editLast()),
    pickEmoji: (anchor, insert) => this.withMore((more) => more.pickEmoji(anchor, insert)),
    announce: (text) => this.widget.actions.announce(text),
  };

  compose(text: string, send: boolean): void {
    if (send && text.trim()) this.#submit(text.trim(), []);
    else {
      this.draft = text;
      sessionDrafts.write(this.#draftPlace, text);
      this.changed();
      this.#host.composer?.focus();
    }
  }

  #submit(text: string, mentions: string[]): boolean {
    const command = parseCommand(text);
    if (command && command.name !== 'shrug') {
      this.#written();
      this.withMore((more) => more.command(command));
      return true;
    }
    // The backslashes keep Markdown from reading the arms as emphasis.
    return this.#send(command ? `${command.argument} ¯\\\\\\_(ツ)\\_/¯`.trim() : text, mentions);
  }

  #send(text: string, mentions: string[]): boolean {
    const { timeline, room, state } = this.session;
    if (!timeline || !room) return false;
    if (!this.#host.emit('tb-message-send', { text, roomId: room.id }, { cancelable: true })) return false;
    const input: SendMessage = {
      text,
      ...(mentions.length ? { mentions } : {}),
      ...(this.replyTo ? { replyTo: this.replyTo.id } : {}),
    };
    const sent = timeline.send(this.more?.attaching.take(input) ?? input);
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
    this.changed();
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const field = event.composedPath()[0];
    const typing = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
    if (mod && event.shiftKey && event.key.toLowerCase() === 'f') {
      this.withMore((more) => more.openSide({ kind: 'search', query: '' }));
    } else if (event.key === '?' && !typing && !mod) this.withMore((more) => more.openShortcuts());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
