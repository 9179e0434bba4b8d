import type { ChannelKind } from './contract.js';
import type { ChannelState, Connection } from './live.js';

export function createChannelState(name: string, kind: ChannelKind, id: string): ChannelState {
  return {
    name,
    kind,
    id,
    parent: null,
    next: 0,
    version: '0.0',
    blocked: false,
    unblocked: null,
    json: new Set(),
    msgpack: new Set(),
    actors: new Map(),
    joining: new Set(),
    held: new Map(),
    expected: 0,
    gapTimer: null,
    catching: false,
    waiters: null,
    movedAt: 0,
    changedAt: 0,
    events: [],
    signals: [],
    leaveBus: () => undefined,
  };
}

export function* socketsOf(state: ChannelState): Generator<Connection> {
  yield* state.json;
  yield* state.msgpack;
}

export const isEmpty = (state: ChannelState): boolean =>
  state.json.size === 0 && state.msgpack.size === 0 && state.joining.size === 0;
