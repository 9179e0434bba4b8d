import { baseStyles, controlStyles, TbElement, TbError, TbSpinner } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { TimelineItem } from '../../client/api.js';
import type { Message } from '../../shared/types.js';
import { sessionDrafts } from '../composer/drafts.js';
import { type ComposerHost, TbMessageComposer } from '../composer/message-composer.component.js';
import { focusEditor } from '../timeline/list-focus.js';
import { TbMessageList } from '../timeline/message-list.component.js';
import type { ChatPort } from './chat-port.js';

/** A thread: its root, the replies, a field of its own. */
export class TbMessageThread extends TbElement {
  static override readonly tag = 'tb-message-thread';
  static override readonly dependencies = [TbMessageList, TbMessageComposer, TbError, TbSpinner];
  static override properties: PropertyDeclarations = {
    port: { attribute: false },
    root: { attribute: false },
    revision: { attribute: false },
    _items: { state: true },
    _loading: { state: true },
    _error: { state: true },
    _draft: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        min-block-size: 0;
      }
      .middle {
        display: grid;
        place-items: center;
      }
      .fill {
        position: relative;
      }
      tb-message-list {
        inset: 0;
        position: absolute;
      }
      .foot {
        padding: 0 12px 12px;
      }
    `,
  ];

  declare port: ChatPort;
  declare root: Message;
  revision = 0;
  private _items: readonly TimelineItem[] = [];
  private _loading = true;
  private _error: unknown;
  private _draft = '';
  #stored = new Map<string, Message>();
  #stops: (() => void)[] = [];
  #editing: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#start();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const editing = this.port?.editing('thread')?.id;
    if (editing && editing !== this.#editing) {
      void focusEditor(this.renderRoot.querySelector<TbMessageList>('tb-message-list'));
    }
    this.#editing = editing;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('root') as Message | undefined;
    if (changed.has('root') && before?.id !== this.root.id) this.#start();
  }

  #start(): void {
    for (const stop of this.#stops) stop();
    this.#stored = new Map();
    this._draft = sessionDrafts.read(this.#place);
    const { timeline } = this.port.session;
    // The room's timeline carries what happens to replies too, and those that are on their way.
    this.#stops = timeline ? [timeline.subscribe(() => this.#merge())] : [];
    void this.#load();
  }

  get #place(): string {
    return `${this.port.context.viewerId ?? ''}:thread:${this.root.id}`;
  }

  async #load(): Promise<void> {
    const { root } = this;
    this._loading = true;
    this._error = undefined;
    try {
      const replies = await this.port.session.room?.messages.replies(root.id).toArray({ max: 300 });
      if (root !== this.root) return;
      for (const reply of replies ?? []) this.#stored.set(reply.id, reply);
      this._loading = false;
      this.#merge();
    } catch (error) {
      this._loading = false;
      this._error = error;
    }
  }

  #merge(): void {
    const { root } = this;
    const live = this.port.session.state?.items ?? [];
    const waiting: TimelineItem[] = [];
    let head = this.#stored.get(root.id) ?? root;
    const keys = new Map<string, TimelineItem>();
    for (const item of live) {
      const { message } = item;
      if (message.id === root.id) head = message;
      else if (message.threadId === root.id || message.replyTo === root.id || this.#stored.has(message.id)) {
        if (item.status === 'sent') this.#stored.set(message.id, message);
        else waiting.push(item);
        keys.set(message.id, item);
      }
    }
    const replies = [...this.#stored.values()]
      .filter(({ id }) => id !== root.id)
      .sort((a, b) => a.seq - b.seq);
    this._items = [
      stored(head, this._items),
      ...replies.map((message) => keys.get(message.id) ?? stored(message, this._items)),
      ...waiting,
    ];
  }

  protected override render(): unknown {
    const { port, _items: items } = this;
    if (!port) return nothing;
    const { t, widget } = port;
    const { state } = widget;
    return html`${
      this._error
        ? html`<tb-error .heading=${port.more('loadFailed')} .error=${this._error} @retry=${() => this.#load()}></tb-error>`
        : this._loading
          ? html`<div class="middle"><tb-spinner></tb-spinner></div>`
          : html`<div class="fill"><tb-message-list .items=${items} .context=${port.threadContext} .host=${this.#listHost}
              .label=${port.more('threadHistory')} .editing=${port.editing('thread')} density=${state.density}></tb-message-list></div>`
    }
    <div class="foot"><tb-message-composer .t=${t} .host=${this.#composerHost} .label=${t('composerReply')}
      .value=${this._draft} .closed=${port.context.rights.write ? '' : t('readonly')} .sendKey=${state.sendKey}
      .maxChars=${state.limits?.maxMessageChars ?? 0} .noEmoji=${state.noEmoji} .suggest=${port.suggest}
      ></tb-message-composer></div>`;
  }

  readonly #listHost = {
    act: (action: string, item: TimelineItem, control: HTMLElement, event: Event): void => {
      if (action === 'reply') this.renderRoot.querySelector<HTMLElement>('tb-message-composer')?.focus();
      else this.port.act(action, item, control, event);
    },
    loadBefore: (): void => {},
    loadAfter: (): void => {},
    toNewest: async (): Promise<void> => {},
    seen: (): void => {},
    leave: (): void => this.renderRoot.querySelector<HTMLElement>('tb-message-composer')?.focus(),
  };

  readonly #composerHost: ComposerHost = {
    submit: (text, mentions) => {
      const { timeline } = this.port.session;
      if (!timeline) return false;
      const sent = timeline.send({ text, replyTo: this.root.id, ...(mentions.length ? { mentions } : {}) });
      sent.done.catch(() => {});
      this.#keep('');
      return true;
    },
    changed: (text) => this.#keep(text),
    cancel: () => {},
    editLast: () => this.port.editLast(this._items),
    pickEmoji: (anchor, insert) => this.port.pickEmoji(anchor, insert),
    announce: (text) => this.port.widget.actions.announce(text),
  };

  #keep(text: string): void {
    this._draft = text;
    sessionDrafts.write(this.#place, text);
  }
}

/** A list item for a stored message; the present one where nothing changed, so that its row is not drawn again. */
function stored(message: Message, present: readonly TimelineItem[]): TimelineItem {
  return present.find((item) => item.message === message) ?? { key: message.id, message, status: 'sent' };
}
