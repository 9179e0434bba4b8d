import type { Message } from '../shared/types.js';
import type { ChatTexts } from './chat-messages.js';
import { previewText } from './timeline/message-row.js';

/** Messages that come within this time are announced as one number, so that a screen reader is not flooded. */
const gatherMs = 700;

/**
 * Says new messages of others: one by its text, several by their number. The history itself is not a live region, because
 * readers would hear all of it again whenever older messages load.
 */
export class Announcer {
  readonly #say: (text: string) => void;
  readonly #t: ChatTexts;
  #waiting: Message[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(t: ChatTexts, say: (text: string) => void) {
    this.#t = t;
    this.#say = say;
  }

  add(message: Message): void {
    this.#waiting.push(message);
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #flush(): void {
    this.#timer = undefined;
    const [first] = this.#waiting;
    const count = this.#waiting.length;
    this.#waiting = [];
    if (!first) return;
    if (count > 1) {
      this.#say(this.#t('announceMany', { count }));
      return;
    }
    const name = first.author.displayName || first.author.username;
    this.#say(this.#t('announceOne', { name, text: previewText(first) || this.#t('announceFile') }));
  }
}
