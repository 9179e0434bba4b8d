import {
  adoptStyles,
  controlStyles,
  define,
  TbDialog,
  TbEmpty,
  TbError,
  TbMenu,
  TbPopover,
  type WidgetController,
} from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoomMessages, TimelineItem } from '../client/api.js';
import type { Message } from '../shared/types.js';
import { Announcer } from './announcer.js';
import { Attaching } from './attaching/attaching.js';
import type { ChatCore, ChatElement } from './chat-element.js';
import type { ChatTexts } from './chat-messages.js';
import { chatMoreMessages, type MoreTexts } from './chat-more-messages.js';
import type { Command } from './composer/commands.js';
import { createCompletions } from './composer/completions.js';
import type { SuggestionSource } from './composer/suggestions.js';
import { Editing, type Editor, type EditPlace } from './editing.js';
import type { EmojiTable } from './emoji/emoji-search.js';
import { type ActionView, handleAction, run } from './message-actions.js';
import { renderLoadFailure, renderNoMessages } from './no-messages.js';
import type { RoomSession } from './room-session.js';
import type { ChatPort } from './side/chat-port.js';
import { loadSide } from './side/side.js';
import { sideStyles } from './side/side.styles.js';
import type { Side } from './side/side-kind.js';
import { renderSidePanel } from './side/side-panel.js';
import { focusEditor, focusRow, reveal } from './timeline/list-focus.js';
import type { RowContext, RowExtras } from './timeline/row-context.js';
import { typingText } from './typing-text.js';

export { loadMoreTexts } from './chat-more-locales.js';

/** What one does with messages besides reading and writing: menus, editing, deleting, threads, search, jumping. */
export class ChatMore implements ActionView, ChatPort {
  readonly #chat: ChatCore;
  readonly #host: ChatElement;
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly more: MoreTexts;
  readonly session: RoomSession;
  readonly suggest: SuggestionSource;
  readonly #edits: Editing;
  readonly rows: RowExtras;
  readonly announcer: Announcer;
  readonly attaching: Attaching;
  revision = 0;
  side: Side | undefined;
  #deleting: Message | undefined;
  #emoji: EmojiTable | undefined;
  #picking: ((emoji: string) => void) | undefined;
  #threadContext: { of: RowContext; is: RowContext } | undefined;

  constructor(chat: ChatCore, host: ChatElement, createRows: (t: MoreTexts) => RowExtras) {
    for (const element of [TbDialog, TbEmpty, TbError, TbMenu, TbPopover]) define(element);
    adoptStyles(host.renderRoot as ShadowRoot, [...controlStyles, sideStyles]);
    this.#chat = chat;
    this.#host = host;
    this.widget = host.widget;
    this.t = host.t;
    this.more = host.widget.texts(chatMoreMessages);
    this.session = host.session;
    this.rows = createRows(this.more);
    this.announcer = new Announcer(this.t, (text) => host.widget.actions.announce(text));
    this.attaching = new Attaching(chat, host, this.more);
    this.suggest = createCompletions({
      people: () => this.session.people,
      rooms: () => this.widget.state.rooms,
      viewerId: () => this.widget.state.me?.id,
      emoji: () => this.#loadEmoji(),
      t: this.more,
    });
    this.#edits = new Editing({
      widget: this.widget,
      t: this.more,
      texts: this.t,
      suggest: this.suggest,
      save: (message, text, mentions) => this.#save(message, text, mentions),
      changed: () => chat.changed(),
      started: (place) => {
        if (place === 'main') void host.updateComplete.then(() => focusEditor(host.list));
      },
      ended: (message, place) => {
        if (place === 'main') void host.updateComplete.then(() => focusRow(host.list, message.id));
      },
      pickEmoji: (anchor, insert) => void this.pickEmoji(anchor, insert),
    });
  }

  get context(): RowContext {
    return this.#chat.context;
  }

  get threadContext(): RowContext {
    const { context } = this;
    if (this.#threadContext?.of !== context) {
      this.#threadContext = { of: context, is: { ...context, inThread: true } };
    }
    return this.#threadContext.is;
  }

  roomOpened(): void {
    this.announcer.stop();
    this.attaching.files.clear();
    this.#edits.stop();
    this.side = undefined;
    this.#deleting = undefined;
  }

  messages(): RoomMessages | undefined {
    return this.session.room?.messages;
  }

  menu(): TbMenu | null {
    return this.#host.renderRoot.querySelector<TbMenu>('tb-menu');
  }

  act(action: string, item: TimelineItem, control: HTMLElement, event: Event): void {
    this.#chat.act(action, item, control, event);
  }

  /** What of the actions the first view cannot do. */
  carryOut(action: string, item: TimelineItem, control: HTMLElement): void {
    handleAction(this, action, item, control);
  }

  reply(message: Message): void {
    this.rows.answering(this.#host.composer);
    this.#chat.reply(message);
  }

  replyLine({ author }: Message): TemplateResult {
    return this.rows.replyLine(author.displayName || author.username, () => this.#chat.cancelReply());
  }

  // -- jumping

  jump(messageId: string, seq?: number): Promise<void> {
    return this.#jump(messageId, seq).catch((error: unknown) => {
      this.widget.actions.toast({ text: this.more('gone') });
      this.widget.actions.report(error);
    });
  }

  async #jump(messageId: string, seq?: number): Promise<void> {
    if (this.side && this.widget.state.layout !== 'wide') this.closeSide(false);
    if (await reveal(this.#host.list, messageId, true)) return;
    const messages = this.messages();
    if (!messages) return;
    const at = seq ?? (await messages.get(messageId)).seq;
    await this.session.timeline?.jumpTo(at);
    await this.#host.updateComplete;
    await reveal(this.#host.list, messageId, true);
  }

  // -- editing and deleting

  edit(message: Message): void {
    const inSide = (this.#host.renderRoot as ShadowRoot).activeElement?.closest('.side');
    this.#edits.start(message, inSide ? 'thread' : 'main');
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
    this.#deleting = message;
    this.#chat.changed();
  }

  readonly #keep = (): void => {
    this.#deleting = undefined;
    this.#chat.changed();
  };

  readonly #delete = (): void => {
    const message = this.#deleting;
    const messages = this.messages();
    this.#keep();
    if (message && messages) run(this, messages.delete(message.id));
  };

  markUnread(message: Message): void {
    run(this, this.session.markUnread(message.seq));
  }

  // -- emoji

  /** What an emoji is called, once somebody has looked for one in the language of the moment. */
  get emojiName(): EmojiTable['nameOf'] | undefined {
    return this.#emoji?.locale === this.widget.state.locale ? this.#emoji.nameOf : undefined;
  }

  async #loadEmoji(): Promise<EmojiTable> {
    const { loadEmoji } = await import('./emoji/emoji-search.js');
    const table = await loadEmoji(this.widget.state.locale);
    if (table !== this.#emoji) {
      this.#emoji = table;
      this.#chat.changed();
    }
    return table;
  }

  async pickEmoji(anchor: HTMLElement, chosen: (emoji: string) => void): Promise<void> {
    const [{ TbEmojiGrid }] = await Promise.all([
      import('./emoji/emoji-grid.component.js'),
      this.#loadEmoji(),
    ]);
    define(TbEmojiGrid);
    const popover = this.#host.renderRoot.querySelector<TbPopover>('tb-popover');
    this.#picking = (emoji) => {
      popover?.hide();
      anchor.focus();
      chosen(emoji);
    };
    this.#chat.changed();
    await this.#host.updateComplete;
    await popover?.show(anchor, { side: 'above', align: 'end' });
  }

  readonly #pickerClosed = (): void => {
    this.#picking = undefined;
    this.#chat.changed();
  };

  // -- beside the history

  openThread(message: Message): void {
    void this.openSide({ kind: 'thread', root: message });
  }

  async openSide(side: Side): Promise<void> {
    this.side = side;
    this.#chat.changed();
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
    this.#chat.changed();
    if (focus) this.#chat.leave();
  }

  command({ name, argument }: Command): void {
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

  render(): TemplateResult {
    const { more: m, t } = this;
    const room = this.#chat.roomName;
    return html`${renderSidePanel(this, room)}${this.attaching.overlay()}
      <tb-menu .label=${m('actions')}></tb-menu>
      <tb-popover .label=${t('emoji')} @close=${this.#pickerClosed}>
        ${this.#picking ? html`<tb-emoji-grid .chosen=${this.#picking} .table=${this.#emoji}></tb-emoji-grid>` : nothing}
      </tb-popover>
      <tb-dialog .heading=${m('deleteTitle')} .open=${this.#deleting !== undefined} @close=${this.#keep}>
        ${m('deleteText', { room })}
        <button slot="actions" type="button" class="button" @click=${this.#keep}>${t('cancel')}</button>
        <button slot="actions" type="button" class="button danger" @click=${this.#delete}>${m('remove')}</button>
      </tb-dialog>`;
  }

  /** Who writes at the moment. */
  typing(): string {
    const { typing, people } = this.session;
    return typingText(
      typing.map((userId) => people?.name(userId)),
      this.more,
    );
  }

  noRoom(): TemplateResult {
    return renderNoMessages(this.more, 'noRoom', 'noRoomText');
  }

  ended(): TemplateResult {
    return renderNoMessages(this.more, 'ended', 'endedText');
  }

  empty(): TemplateResult {
    return renderNoMessages(this.more, 'empty', this.context.rights.write ? 'emptyText' : 'emptyReadonly');
  }

  failed(error: unknown, retry: () => void): TemplateResult {
    return renderLoadFailure(this.more('loadFailed'), error, retry);
  }
}
