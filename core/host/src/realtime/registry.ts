import type { ValidateFunction } from 'ajv';
import type { Validators } from '../transport/validator.js';
import type { ChannelAction, ChannelEvent, ChannelKind, ChannelObserver, ChannelSignal } from './contract.js';

export interface Checked<T> {
  definition: T;
  check: ValidateFunction;
}

/** What plugins declared: kinds of channels, and the actions, events and signals on them. */
export function createRegistry(validators: Pick<Validators, 'compile'>) {
  const kinds = new Map<string, ChannelKind>();
  const actions = new Map<string, Checked<ChannelAction>>();
  const events = new Map<string, ChannelEvent>();
  const signals = new Map<string, Checked<ChannelSignal>>();
  const observers = new Map<string, Set<ChannelObserver>>();
  const disabled = new Set<string>();

  function claim<T>(map: Map<string, T>, key: string, value: T, what: string): void {
    if (map.has(key)) throw new Error(`${what} "${key}" is already registered`);
    map.set(key, value);
  }

  /** Plugins declare the data they handle; the registry keeps it untyped. */
  const untyped = <T>(value: unknown) => value as T;

  return {
    disabled,
    kinds: () => [...kinds.values()],
    actions: () => [...actions.values()].map(({ definition }) => definition),
    events: () => [...events.values()],
    signals: () => [...signals.values()].map(({ definition }) => definition),
    addKind(kind: ChannelKind): void {
      claim(kinds, kind.kind, kind, 'channel kind');
    },
    /** An event may appear on several kinds of channels, each with its own rendering. */
    addEvent<T>(event: ChannelEvent<T>): void {
      claim(events, `${event.channel} ${event.type}`, untyped<ChannelEvent>(event), 'event');
    },
    addSignal<T>(signal: ChannelSignal<T>): void {
      const definition = untyped<ChannelSignal>(signal);
      const check = validators.compile(signal.data);
      claim(signals, `${signal.channel} ${signal.type}`, { definition, check }, 'signal');
    },
    addAction<T>(action: ChannelAction<T>): void {
      const definition = untyped<ChannelAction>(action);
      const check = validators.compile(action.data);
      claim(actions, action.operation.id, { definition, check }, 'action');
    },
    kind: (name: string) => kinds.get(name),
    action: (id: string) => actions.get(id),
    event: (kind: string, type: string) => events.get(`${kind} ${type}`),
    signal: (kind: string, type: string) => signals.get(`${kind} ${type}`),
    /** The kind and id that a channel's name stands for; undefined for a kind nobody registered. */
    parse(channel: string): { kind: ChannelKind; id: string } | undefined {
      const colon = channel.indexOf(':');
      const kind = kinds.get(channel.slice(0, colon));
      return kind && { kind, id: channel.slice(colon + 1) };
    },
    observe(kind: string, observer: ChannelObserver): () => void {
      const set = observers.get(kind) ?? new Set();
      observers.set(kind, set.add(observer));
      return () => set.delete(observer);
    },
    observersOf: (kind: string): Iterable<ChannelObserver> => observers.get(kind) ?? [],
  };
}

export type Registry = ReturnType<typeof createRegistry>;
