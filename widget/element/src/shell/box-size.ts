import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells the inline size of an element in the host's shadow tree, which may be drawn anew at any time. */
export class BoxSizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #selector: string;
  readonly #changed: (inlineSize: number) => void;
  #observer: ResizeObserver | null = null;
  #observed: Element | null = null;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    selector: string,
    changed: (inlineSize: number) => void,
  ) {
    this.#host = host;
    this.#selector = selector;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver((entries) => {
      const size = entries.at(-1)?.contentBoxSize[0]?.inlineSize;
      if (size) this.#changed(size);
    });
    // An element that is moved in the page connects again without drawing again.
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const element = this.#host.shadowRoot?.querySelector(this.#selector) ?? null;
    if (element === this.#observed) return;
    this.#observer?.disconnect();
    this.#observed = element;
    if (element) this.#observer?.observe(element);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#observed = null;
  }
}
