import type { ReactiveController } from 'lit';
import { isTyping, matchesHotkey } from './hotkey.js';
import type { ShellElement } from './shell-element.js';

/** What the keys of the frame do besides what the element itself can. */
export interface ShellActions {
  openSwitcher(anchor: HTMLElement | null): unknown;
  stepRoom(step: 1 | -1): void;
}

/** Keys of the frame, without Esc. Panels come first: what they used is `defaultPrevented`. */
export class ShellKeys implements ReactiveController {
  readonly #host: ShellElement;
  readonly #actions: ShellActions;

  constructor(host: ShellElement, actions: ShellActions) {
    this.#host = host;
    this.#actions = actions;
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#inside);
    document.addEventListener('keydown', this.#anywhere);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#inside);
    document.removeEventListener('keydown', this.#anywhere);
  }

  readonly #inside = (event: KeyboardEvent): void => {
    const { renderRoot } = this.#host;
    if (event.defaultPrevented) return;
    if (matchesHotkey(event, 'mod+shift+f')) void this.#host.search();
    else if (matchesHotkey(event, 'mod+k'))
      void this.#actions.openSwitcher(renderRoot.querySelector<HTMLElement>('.switcher'));
    else if (matchesHotkey(event, 'alt+arrowup')) this.#actions.stepRoom(-1);
    else if (matchesHotkey(event, 'alt+arrowdown')) this.#actions.stepRoom(1);
    else return;
    event.preventDefault();
  };

  /** The key that the host chose to open and close from anywhere on the page. */
  readonly #anywhere = (event: KeyboardEvent): void => {
    const { hotkey } = this.#host;
    if (!hotkey || hotkey === 'none' || event.defaultPrevented) return;
    if (isTyping(event) || !matchesHotkey(event, hotkey)) return;
    event.preventDefault();
    void this.#host.toggle();
  };
}
