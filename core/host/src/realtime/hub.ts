import type { EndedReason } from '@teambrain/protocol';
import type { Actor } from '../auth/contract.js';
import { createChannelState, isEmpty, socketsOf } from './channel-state.js';
import type { ChannelKind, ChannelObserver } from './contract.js';
import type { Hint, Hints } from './hints.js';
import type { ChannelState, Connection, Joining } from './live.js';
import type { Outbox } from './outbox.js';
import type { Registry } from './registry.js';
import { encoded } from './wire.js';

export interface HubDeps {
  registry: Registry;
  outbox: Outbox;
  hints: Hints;
  onHint(state: ChannelState, hint: Hint): void;
  onFault(error: unknown, where: string): void;
}

/** The channels that have subscribers on this instance, and who they are. */
export function createHub({ registry, outbox, hints, onHint, onFault }: HubDeps) {
  const channels = new Map<string, ChannelState>();

  function open(name: string, kind: ChannelKind, id: string): ChannelState {
    const known = channels.get(name);
    if (known) return known;
    const state = createChannelState(name, kind, id);
    channels.set(name, state);
    state.leaveBus = hints.listen(name, (hint) => onHint(state, hint));
    return state;
  }

  function closeIfEmpty(state: ChannelState): void {
    if (!isEmpty(state) || channels.get(state.name) !== state) return;
    channels.delete(state.name);
    state.leaveBus();
    if (state.gapTimer) clearTimeout(state.gapTimer);
    state.gapTimer = null;
  }

  function tell(state: ChannelState, actor: Actor, what: keyof ChannelObserver): void {
    const hooks = [
      what === 'join' ? state.kind.onJoin?.bind(state.kind) : state.kind.onLeave?.bind(state.kind),
      ...[...registry.observersOf(state.kind.kind)].map((observer) => observer[what]?.bind(observer)),
    ];
    for (const hook of hooks) {
      try {
        hook?.(state.name, actor);
      } catch (error) {
        onFault(error, `${what} of ${state.kind.kind}`);
      }
    }
  }

  function leave(connection: Connection, state: ChannelState): void {
    connection.channels?.delete(state.name);
    if (!state[connection.format].has(connection)) return;
    outbox.settle(state);
    state[connection.format].delete(connection);
    const actor = connection.actor as Actor;
    const entry = state.actors.get(actor.id);
    if (entry) {
      entry.sockets -= 1;
      if (entry.sockets === 0) {
        state.actors.delete(actor.id);
        tell(state, entry.actor, 'leave');
      }
    }
    closeIfEmpty(state);
  }

  function end(connection: Connection, state: ChannelState, reason: EndedReason, seq?: number): void {
    leave(connection, state);
    outbox.send(connection, encoded({ op: 'ended', channel: state.name, ...(seq ? { seq } : {}), reason }));
  }

  function abandon(joining: Joining): void {
    joining.cancelled = true;
    joining.state.joining.delete(joining);
    if (joining.connection.joining?.get(joining.state.name) === joining)
      joining.connection.joining.delete(joining.state.name);
    closeIfEmpty(joining.state);
  }

  return {
    channels,
    get: (name: string) => channels.get(name),
    /** Registers a subscription that still reads what it missed. */
    begin(connection: Connection, name: string, kind: ChannelKind, id: string): Joining {
      const state = open(name, kind, id);
      const joining: Joining = { connection, state, events: [], overflowed: false, cancelled: false };
      state.joining.add(joining);
      connection.joining ??= new Map();
      connection.joining.set(name, joining);
      return joining;
    },
    abandon,
    /** The subscription is live: it gets everything that is delivered from now on. */
    join(joining: Joining): void {
      const { connection, state } = joining;
      outbox.settle(state);
      state.joining.delete(joining);
      connection.joining?.delete(state.name);
      connection.channels ??= new Map();
      connection.channels.set(state.name, state);
      state[connection.format].add(connection);
      const actor = connection.actor as Actor;
      const entry = state.actors.get(actor.id);
      if (entry) entry.sockets += 1;
      else {
        state.actors.set(actor.id, { actor, sockets: 1 });
        tell(state, actor, 'join');
      }
    },
    leave,
    /** Ends one subscription and says so. */
    end,
    /** Ends the subscriptions of one actor or of all. */
    endAll(state: ChannelState, reason: EndedReason, actorId?: string): void {
      for (const connection of [...socketsOf(state)])
        if (actorId === undefined || connection.actor?.id === actorId) end(connection, state, reason);
    },
    /** Forgets a socket that is gone. */
    drop(connection: Connection): void {
      for (const joining of [...(connection.joining?.values() ?? [])]) abandon(joining);
      for (const state of [...(connection.channels?.values() ?? [])]) leave(connection, state);
    },
  };
}

export type Hub = ReturnType<typeof createHub>;
