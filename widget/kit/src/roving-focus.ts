import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface RovingOptions {
  /** The items, in order, as they stand now. */
  items: () => HTMLElement[];
  /** Which arrows move. `horizontal` follows the writing direction. @default 'vertical' */
  axis?: 'vertical' | 'horizontal' | 'both';
  /** Whether the last item leads to the first. @default false */
  wrap?: boolean;
  /** Called when the keyboard moved the focus. */
  onMove?: (item: HTMLElement, index: number) => void;
}

/**
 * One tab stop for a group: exactly one item has tabindex 0, the arrow keys, Home and End move it. Bind `onKeyDown` to the
 * group and call `sync()` after items changed; `hostUpdated` does so by itself.
 */
export class RovingFocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: RovingOptions;
  #current: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, options: RovingOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get current(): HTMLElement | null {
    return this.#current;
  }

  hostUpdated(): void {
    this.sync();
  }

  /** Gives the group its tab stop: the current item where it still stands, else `preferred`, else the first. */
  sync(preferred?: HTMLElement | null): void {
    const items = this.#options.items();
    const current = this.#current && items.includes(this.#current) ? this.#current : null;
    this.#mark(items, current ?? preferred ?? items[0] ?? null);
  }

  /** Makes an item the tab stop, and focuses it unless told otherwise. */
  move(item: HTMLElement, focus = true): void {
    const items = this.#options.items();
    this.#mark(items, item);
    if (focus) item.focus();
    this.#options.onMove?.(item, items.indexOf(item));
  }

  readonly onFocusIn = (event: FocusEvent): void => {
    const items = this.#options.items();
    const item = items.find((candidate) => event.composedPath().includes(candidate));
    if (item) this.#mark(items, item);
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = this.#options.items();
    const here = items.findIndex((candidate) => event.composedPath().includes(candidate));
    const next = this.#target(event.key, here, items.length);
    const item = next === null ? undefined : items[next];
    if (!item) return;
    event.preventDefault();
    this.move(item);
  };

  #target(key: string, here: number, count: number): number | null {
    if (count === 0) return null;
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    const step = this.#step(key);
    if (step === 0) return null;
    const next = here + step;
    if (this.#options.wrap) return (next + count) % count;
    return Math.min(count - 1, Math.max(0, next));
  }

  #step(key: string): number {
    const axis = this.#options.axis ?? 'vertical';
    if (axis !== 'horizontal') {
      if (key === 'ArrowDown') return 1;
      if (key === 'ArrowUp') return -1;
    }
    if (axis !== 'vertical') {
      const forward = this.#host.matches(':dir(rtl)') ? -1 : 1;
      if (key === 'ArrowRight') return forward;
      if (key === 'ArrowLeft') return -forward;
    }
    return 0;
  }

  #mark(items: HTMLElement[], current: HTMLElement | null): void {
    this.#current = current;
    for (const item of items) item.tabIndex = item === current ? 0 : -1;
  }
}
