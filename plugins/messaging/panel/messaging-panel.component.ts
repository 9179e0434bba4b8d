import {
  baseStyles,
  type PanelElement,
  type PanelTarget,
  TbElement,
  WidgetController,
  whenIdle,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Message } from '../shared/types.js';
import { ChatController } from './chat-controller.js';
import { type ChatTexts, chatMessages } from './chat-messages.js';
import { TbMessageComposer } from './composer/message-composer.component.js';
import { messagingPanelStyles } from './messaging-panel.styles.js';
import { renderBeginning, renderSkeleton } from './panel-states.js';
import { RoomSession } from './room-session.js';
import { TbMessageList } from './timeline/message-list.component.js';

/** Parts of the rows, handed on from the list's shadow tree. */
export const messageParts =
  'message-list, message, author, time, avatar, bubble, body, mention, code, attachment, reaction, thread-link, link, jump-pill';

/**
 * The chat of the current room: history, composer, threads, search, pins.
 * @slot empty-chat - Stands where no message has been written yet.
 * @slot composer-actions - Buttons beside the emoji button.
 * @csspart message-list message author time avatar bubble body mention code attachment reaction thread-link link jump-pill
 *   composer input send
 */
export class TbMessagingPanel extends TbElement implements PanelElement {
  static override readonly tag = 'tb-messaging-panel';
  static override readonly dependencies = [TbMessageList, TbMessageComposer];
  static readonly parts = `${messageParts}, composer, input, send`;
  static readonly slots = ['empty-chat', 'composer-actions'];
  static override properties: PropertyDeclarations = { active: { type: Boolean } };
  static override styles = [baseStyles, messagingPanelStyles];

  /** Whether this is the panel on show; the shell sets it. */
  active = true;
  readonly widget = new WidgetController(this);
  readonly t: ChatTexts = this.widget.texts(chatMessages);
  readonly session = new RoomSession(this, this.widget);
  readonly chat = new ChatController(this);

  get list(): TbMessageList | null {
    return this.renderRoot?.querySelector<TbMessageList>('.fill > tb-message-list') ?? null;
  }

  get composer(): TbMessageComposer | null {
    return this.renderRoot?.querySelector<TbMessageComposer>('.foot > tb-message-composer') ?? null;
  }

  /** Whether a person can read the history now. */
  get watched(): boolean {
    const covered = this.chat.side !== undefined && this.widget.state.layout !== 'wide';
    return this.active && this.widget.state.visible && !covered;
  }

  focusPanel(): boolean {
    this.composer?.focus();
    return this.composer !== null;
  }

  async goTo(target: PanelTarget): Promise<void> {
    await this.chat.goTo(target);
  }

  compose(text: string, { send }: { send: boolean }): void {
    this.chat.compose(text, send);
  }

  async search(query: string): Promise<void> {
    const more = await this.chat.loadMore();
    await more.openSide({ kind: 'search', query });
  }

  roomOpened(): void {
    this.list?.reset();
    this.chat.roomOpened();
  }

  messageCame(message: Message): void {
    this.emit('tb-message', { message });
    const { me } = this.widget.state;
    if (me && message.mentions?.includes(me.id)) this.emit('tb-mention', { message });
  }

  announce(message: Message): void {
    this.chat.withMore((more) => more.announcer.add(message));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.chat.onKeyDown);
    window.addEventListener('hashchange', this.chat.onHashChange);
  }

  protected override firstUpdated(): void {
    // By the time somebody presses a button it is there.
    whenIdle(this.#intent);
  }

  readonly #intent = (): void => {
    this.chat.loadMore().catch(() => {});
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.chat.more?.announcer.stop();
    this.removeEventListener('keydown', this.chat.onKeyDown);
    window.removeEventListener('hashchange', this.chat.onHashChange);
  }

  protected override willUpdate(): void {
    this.toggleAttribute('data-side', this.chat.side !== undefined);
    this.setAttribute('data-layout', this.widget.state.layout);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.list?.check();
    this.chat.takePending();
  }

  protected override render(): unknown {
    const { room } = this.widget.state;
    const { chat } = this;
    if (!room) return chat.drawMore((more) => more.noRoom());
    return html`<div class="main">
        <div class="fill">${this.#renderHistory()}</div>
        <div class="foot">${chat.more?.attaching.list()}${this.#renderComposer()}</div>
      </div>
      ${chat.more?.render()}`;
  }

  #renderHistory(): unknown {
    const { t, session, chat } = this;
    const { state, timeline } = session;
    if (state?.ended) {
      return this.chat.drawMore((more) => more.ended());
    }
    const bubbles = this.widget.state.messageLayout === 'bubbles';
    // Bubbles come with the rest of the chat; rows that turn into bubbles would jump.
    if (!state || state.loading === 'first' || (bubbles && !chat.drawMore(() => true)))
      return renderSkeleton(t);
    if (!state.items.length && state.error) {
      return chat.drawMore((more) => more.failed(state.error, () => timeline?.jumpTo('newest')));
    }
    const empty = !state.items.length && !state.hasBefore && !state.loading;
    return html`<slot name="empty-chat" ?hidden=${!empty}>${empty ? chat.drawMore((more) => more.empty()) : nothing}</slot>
      <tb-message-list exportparts=${messageParts} ?hidden=${empty} density=${this.widget.state.density}
        layout=${this.widget.state.messageLayout} .items=${state.items} .context=${chat.context} .host=${chat}
        .label=${t('history', { room: chat.roomName })} .unreadAfter=${state.unreadAfter} .hasBefore=${state.hasBefore}
        .hasAfter=${state.hasAfter} .loading=${state.loading} .newer=${state.newer} .editing=${chat.editing('main')}
        .error=${state.error}
        .beginning=${renderBeginning(t, chat.roomName)}></tb-message-list>`;
  }

  #renderComposer(): TemplateResult {
    const { t, chat } = this;
    const { state } = this.widget;
    return html`<tb-message-composer exportparts="composer, input, send" .t=${t} .host=${chat.composerHost}
      .label=${t(chat.replyTo ? 'composerReply' : 'composer', { room: chat.roomName })} .value=${chat.draft}
      .reply=${chat.replyTo && chat.more?.replyLine(chat.replyTo)}
      .line=${chat.more?.typing()} .closed=${chat.closedReason} .maxChars=${state.limits?.maxMessageChars ?? 0}
      .sendKey=${state.sendKey} .noEmoji=${state.noEmoji} .suggest=${chat.suggest}
      .files=${chat.more?.attaching.files.readiness}>${chat.more?.attaching.button()}
      <slot name="composer-actions" slot="actions"></slot></tb-message-composer>`;
  }
}
