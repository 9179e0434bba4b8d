export interface Emitter<M> {
  on<K extends keyof M>(name: K, handler: (value: M[K]) => void): () => void;
  emit<K extends keyof M>(name: K, value: M[K]): void;
}

/** Calls a handler of the application: its error must not stop the frame that is being handed out. */
export function call<A extends unknown[]>(handler: (...args: A) => void, ...args: A): void {
  try {
    handler(...args);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** A set of handlers; `add` returns the way out. */
export interface Handlers<A extends unknown[]> {
  add(handler: (...args: A) => void): () => void;
  call(...args: A): void;
}

export function createHandlers<A extends unknown[]>(): Handlers<A> {
  const handlers = new Set<(...args: A) => void>();
  return {
    add(handler: (...args: A) => void) {
      // Wrapped, so that the same function added twice is two handlers and each way out ends its own.
      const entry = (...args: A) => handler(...args);
      handlers.add(entry);
      return () => {
        handlers.delete(entry);
      };
    },
    call(...args: A) {
      for (const handler of [...handlers]) call(handler, ...args);
    },
  };
}

export function createEmitter<M>(): Emitter<M> {
  const lists = new Map<keyof M, ReturnType<typeof createHandlers<[never]>>>();
  const list = (name: keyof M) => {
    let found = lists.get(name);
    if (!found) {
      found = createHandlers();
      lists.set(name, found);
    }
    return found;
  };
  return {
    on: (name, handler) => list(name).add(handler as (value: never) => void),
    emit: (name, value) => list(name).call(value as never),
  };
}
