import {
  baseStyles,
  chatIcon,
  controlStyles,
  pinIcon,
  TbAvatar,
  TbElement,
  TbEmpty,
  TbError,
  TbSpinner,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Message } from '../../shared/types.js';
import { previewText } from '../timeline/message-row.js';
import type { ChatPort } from './chat-port.js';
import { renderResult } from './result-row.js';
import { resultStyles } from './results.styles.js';

/** How many messages back are looked through for threads. */
const depth = 500;

/** What is pinned in the room, or its threads: newest first, each leads to its message. */
export class TbMessageDigest extends TbElement {
  static override readonly tag = 'tb-message-digest';
  static override readonly dependencies = [TbAvatar, TbEmpty, TbError, TbSpinner];
  static override properties: PropertyDeclarations = {
    port: { attribute: false },
    revision: { attribute: false },
    kind: { attribute: false },
    _found: { state: true },
    _error: { state: true },
  };
  static override styles = [baseStyles, controlStyles, resultStyles];

  declare port: ChatPort;
  revision = 0;
  kind: 'pins' | 'threads' = 'pins';
  private _found: readonly Message[] | undefined;
  private _error: unknown;
  #asked = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('kind') || changed.has('port')) void this.#load();
  }

  async #load(): Promise<void> {
    const ask = ++this.#asked;
    this._error = undefined;
    this._found = undefined;
    try {
      const messages = this.port.session.room?.messages;
      const found = this.kind === 'pins' ? await messages?.pins().toArray() : await this.#threads(ask);
      if (ask === this.#asked) this._found = found ?? [];
    } catch (error) {
      if (ask === this.#asked) this._error = error;
    }
  }

  async #threads(ask: number): Promise<Message[]> {
    const found: Message[] = [];
    let seen = 0;
    for await (const message of this.port.session.room?.messages.history({ limit: 100 }) ?? []) {
      if (message.replyCount > 0) found.push(message);
      if (++seen >= depth || ask !== this.#asked) break;
    }
    return found;
  }

  protected override render(): unknown {
    const { port, _found: found } = this;
    if (!port) return nothing;
    const { more: m } = port;
    if (this._error) {
      return html`<tb-error .heading=${m('loadFailed')} .error=${this._error} @retry=${() => this.#load()}></tb-error>`;
    }
    if (!found) return html`<div class="middle"><tb-spinner></tb-spinner></div>`;
    if (!found.length) {
      const pins = this.kind === 'pins';
      return html`<tb-empty .heading=${m(pins ? 'noPins' : 'noThreads')} .icon=${pins ? pinIcon : chatIcon}
        >${m(pins ? 'noPinsText' : 'noThreadsText')}</tb-empty>`;
    }
    return html`<ul class="results">${found.map((message) => this.#renderItem(message))}</ul>`;
  }

  #renderItem(message: Message): TemplateResult {
    const { t, widget } = this.port;
    const threads = this.kind === 'threads';
    return renderResult({
      message,
      locale: widget.state.locale,
      text: previewText(message, 220),
      ...(threads ? { note: t('thread', { count: message.replyCount }) } : {}),
      open: () => (threads ? this.port.openThread(message) : void this.port.jump(message.id, message.seq)),
    });
  }
}
