import type { ReactiveController } from 'lit';
import type { ShellElement } from './shell-element.js';

const internalsOf = new WeakMap<ShellElement, ElementInternals>();

/**
 * `team-brain:state(open)`, `expanded`, `unread`, `online`, `offline` … for styles of the page. Browsers without custom
 * states have the attributes `open` and `status`.
 */
export class StateMarks implements ReactiveController {
  readonly #host: ShellElement;
  readonly #states: CustomStateSet | undefined;
  #shown: readonly string[] = [];

  constructor(host: ShellElement) {
    this.#host = host;
    const internals = internalsOf.get(host) ?? host.attachInternals();
    internalsOf.set(host, internals);
    this.#states = internals.states;
  }

  hostUpdated(): void {
    const { open, expanded, unread, status } = this.#host;
    const now = [open && 'open', expanded && 'expanded', unread > 0 && 'unread', status].filter(
      (state) => !!state,
    ) as string[];
    for (const state of this.#shown) if (!now.includes(state)) this.#states?.delete(state);
    try {
      for (const state of now) this.#states?.add(state);
      this.#shown = now;
    } catch {
      // Chrome below 125 wants names with two dashes; the attributes say the same there.
    }
  }
}
