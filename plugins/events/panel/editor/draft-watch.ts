import type { WidgetController } from '@teambrain/widget-kit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { forgetDrafts } from './kept-drafts.js';

interface DraftHost extends ReactiveControllerHost {
  readonly widget: WidgetController;
}

/** Keeps what is typed when the page goes, and forgets it with the user who typed it. */
export class DraftWatch implements ReactiveController {
  readonly #host: DraftHost;
  readonly #keep: () => void;
  #stop: (() => void) | undefined;

  constructor(host: DraftHost, keep: () => void) {
    this.#host = host;
    this.#keep = keep;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#keep);
    this.#stop = this.#host.widget.state.client?.on('logout', forgetDrafts);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#keep);
    this.#stop?.();
  }
}
