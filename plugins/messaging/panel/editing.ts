import type { WidgetController } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { TimelineItem } from '../client/api.js';
import type { Message } from '../shared/types.js';
import type { ChatTexts } from './chat-messages.js';
import type { MoreTexts } from './chat-more-messages.js';
import type { ComposerHost } from './composer/message-composer.component.js';
import type { SuggestionSource } from './composer/suggestions.js';

/** Where a message is edited: the same one may stand in the history and in a thread beside it. */
export type EditPlace = 'main' | 'thread';

export interface Editor {
  id: string;
  template: TemplateResult;
}

interface EditingHost {
  readonly widget: WidgetController;
  readonly t: MoreTexts;
  /** For the field. */
  readonly texts: ChatTexts;
  readonly suggest: SuggestionSource;
  /** Settles when the server has it; a rejection leaves the editor open. */
  save(message: Message, text: string, mentions: string[]): Promise<void>;
  changed(): void;
  started(place: EditPlace): void;
  ended(message: Message, place: EditPlace): void;
  pickEmoji(anchor: HTMLElement, insert: (emoji: string) => void): void;
}

/** At most one message is edited at a time, in its own row. */
export class Editing {
  readonly #host: EditingHost;
  #message: Message | undefined;
  #place: EditPlace = 'main';
  #editor: Editor | undefined;

  constructor(host: EditingHost) {
    this.#host = host;
  }

  start(message: Message, place: EditPlace): void {
    this.#message = message;
    this.#place = place;
    this.#editor = { id: message.id, template: this.#render(message) };
    this.#host.changed();
    this.#host.started(place);
  }

  /** Edits the newest own message of a list. */
  startLast(items: readonly TimelineItem[], viewerId: string | undefined, place: EditPlace): void {
    const own = items.findLast(
      ({ message, status }) => status === 'sent' && message.author.id === viewerId && !message.deletedAt,
    );
    if (own) this.start(own.message, place);
  }

  in(place: EditPlace): Editor | undefined {
    return this.#place === place ? this.#editor : undefined;
  }

  stop(): void {
    const message = this.#message;
    this.#message = undefined;
    this.#editor = undefined;
    this.#host.changed();
    if (message) this.#host.ended(message, this.#place);
  }

  #render(message: Message): TemplateResult {
    const { t, texts, widget, suggest } = this.#host;
    const { sendKey, limits, noEmoji } = widget.state;
    const composer: ComposerHost = {
      submit: (text, mentions) => {
        if (text === message.text) this.stop();
        else this.#save(message, text, mentions);
        return false;
      },
      changed: () => {},
      cancel: () => this.stop(),
      pickEmoji: (anchor, insert) => this.#host.pickEmoji(anchor, insert),
      announce: (text) => widget.actions.announce(text),
    };
    return html`<tb-message-composer data-editor mode="edit" .t=${texts} .host=${composer} .label=${t('composerEdit')}
      .value=${message.text} .sendKey=${sendKey} .line=${t(sendKey === 'enter' ? 'editHint' : 'editHintModifier')}
      .noEmoji=${noEmoji} .maxChars=${limits?.maxMessageChars ?? 0} .suggest=${suggest}></tb-message-composer>`;
  }

  #save(message: Message, text: string, mentions: string[]): void {
    const all = [...new Set([...(message.mentions ?? []), ...mentions])];
    this.#host.save(message, text, all).then(
      () => {
        if (this.#message === message) this.stop();
      },
      () => {},
    );
  }
}
