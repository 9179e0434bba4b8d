import type { Store } from './contract.js';

/** A store whose owner replaces the state by `set`. Listeners hear of it once per microtask. */
export interface WritableStore<S> extends Store<S> {
  /** The way out says whether it was the first to be taken. */
  subscribe(listener: (state: S) => void): () => boolean;
  set(changes: Partial<S>): void;
}

export function createStore<S extends object>(initial: S): WritableStore<S> {
  const listeners = new Set<(state: S) => void>();
  let state = initial;
  let due = false;
  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    set(changes) {
      state = { ...state, ...changes };
      if (due) return;
      due = true;
      queueMicrotask(() => {
        due = false;
        for (const listener of listeners) listener(state);
      });
    },
  };
}
