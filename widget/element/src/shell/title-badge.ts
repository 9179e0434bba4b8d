import type { ReactiveController } from 'lit';
import type { MoreTexts } from './more-messages.js';
import type { ShellElement } from './shell-element.js';

/** Puts the unread count before the page's title, and takes it away again. Other changes of the title by the page stay. */
export class TitleBadge implements ReactiveController {
  readonly #host: ShellElement;
  readonly #t: MoreTexts;
  #shown = '';
  #count = 0;

  constructor(host: ShellElement, t: MoreTexts) {
    this.#host = host;
    this.#t = t;
  }

  hostUpdated(): void {
    const { titleBadge, unread, isConnected } = this.#host;
    const count = titleBadge && isConnected ? unread : 0;
    if (count === this.#count && document.title.startsWith(this.#shown)) return;
    this.hostDisconnected();
    this.#count = count;
    if (count === 0) return;
    const { title } = document;
    document.title = this.#t('titleBadge', { count, title });
    this.#shown = document.title.slice(0, document.title.length - title.length);
  }

  hostDisconnected(): void {
    if (this.#shown && document.title.startsWith(this.#shown))
      document.title = document.title.slice(this.#shown.length);
    this.#shown = '';
    this.#count = 0;
  }
}
