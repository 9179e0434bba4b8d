import type { ToastOptions } from '@teambrain/widget-kit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { MoreTexts } from './more-messages.js';
import { renderToasts, type Toast } from './toasts-view.js';

const shownMs = 7000;

/** What happened, said once: at most three at a time, each until it is taken away or its time is over. */
export class Toasts implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #say: (text: string) => void;
  #toasts: readonly Toast[] = [];
  #count = 0;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(host: ReactiveControllerHost, say: (text: string) => void) {
    this.#host = host;
    this.#say = say;
    host.addController(this);
  }

  add(options: ToastOptions): void {
    const id = ++this.#count;
    this.#show([...this.#toasts.slice(-2), { ...options, id }]);
    this.#say(options.text);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#dismiss(id);
    }, shownMs);
    this.#timers.add(timer);
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#show([]);
  }

  hostDisconnected(): void {
    this.clear();
  }

  render(t: MoreTexts): TemplateResult {
    return renderToasts(t, this.#toasts, (id) => this.#dismiss(id));
  }

  #dismiss(id: number): void {
    this.#show(this.#toasts.filter((toast) => toast.id !== id));
  }

  #show(toasts: readonly Toast[]): void {
    this.#toasts = toasts;
    this.#host.requestUpdate();
  }
}
