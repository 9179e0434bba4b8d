/** What still reaches into the page: listeners on targets that outlive a widget, timers, observers. */
export interface Holds {
  list(): string[];
}

/** Runs in the browser before the widget is made: counts what is started and not stopped again. */
export function countHolds(): void {
  const held = new Map<unknown, string>();
  const outlives = (target: EventTarget): boolean =>
    target === window ||
    target === document ||
    target instanceof MediaQueryList ||
    target === document.documentElement ||
    target === document.body;
  const keys = new WeakMap<EventTarget, Map<unknown, object>>();
  const keyOf = (target: EventTarget, type: string, listener: unknown, capture: boolean): object => {
    const known = keys.get(target) ?? new Map<unknown, object>();
    keys.set(target, known);
    const byListener = known.get(listener) as Record<string, object> | undefined;
    const names = byListener ?? {};
    known.set(listener, names);
    names[`${type} ${capture}`] ??= {};
    return names[`${type} ${capture}`] as object;
  };
  const isCapture = (options: unknown): boolean =>
    typeof options === 'boolean' ? options : Boolean((options as AddEventListenerOptions | null)?.capture);

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    addEventListener.call(this, type, listener, options);
    const target = this ?? window;
    if (!outlives(target) || !listener || (options as AddEventListenerOptions)?.once) return;
    const key = keyOf(target, type, listener, isCapture(options));
    held.set(key, `listener ${type}`);
    (options as AddEventListenerOptions)?.signal?.addEventListener('abort', () => held.delete(key));
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    removeEventListener.call(this, type, listener, options);
    const target = this ?? window;
    if (outlives(target)) held.delete(keyOf(target, type, listener, isCapture(options)));
  };

  const original = { setTimeout, setInterval, clearTimeout, clearInterval };
  const start =
    (native: typeof setTimeout, repeats: boolean) =>
    (handler: () => void, ms?: number, ...values: unknown[]): number => {
      const id = native(
        () => {
          if (!repeats) held.delete(`timer ${id}`);
          handler();
        },
        ms,
        ...values,
      ) as unknown as number;
      held.set(`timer ${id}`, `timer of ${ms ?? 0} ms`);
      return id;
    };
  const stop = (native: typeof clearTimeout) => (id: number) => {
    held.delete(`timer ${id}`);
    native(id);
  };
  Object.assign(window, {
    setTimeout: start(original.setTimeout, false),
    setInterval: start(original.setInterval as typeof setTimeout, true),
    clearTimeout: stop(original.clearTimeout),
    clearInterval: stop(original.clearInterval),
  });

  for (const Observer of [ResizeObserver, MutationObserver, IntersectionObserver]) {
    const { observe, disconnect } = Observer.prototype as unknown as {
      observe(...values: unknown[]): void;
      disconnect(): void;
    };
    Object.assign(Observer.prototype, {
      observe(this: object, ...values: unknown[]) {
        observe.apply(this, values);
        held.set(this, Observer.name);
      },
      disconnect(this: object) {
        disconnect.apply(this);
        held.delete(this);
      },
    });
  }
  Object.assign(window, { holds: { list: () => [...held.values()] } satisfies Holds });
}
