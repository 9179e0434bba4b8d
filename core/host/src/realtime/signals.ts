import type { Json, SignalInFrame } from '@teambrain/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { Access } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { Limits } from '../limits/contract.js';
import type { Hints } from './hints.js';
import type { Hub } from './hub.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import type { Registry } from './registry.js';
import { encoded } from './wire.js';

export interface SignalDeps {
  access: Access;
  limits: Limits;
  registry: Registry;
  hub: Hub;
  outbox: Outbox;
  hints: Hints;
  log: Pick<FastifyBaseLogger, 'error'>;
}

/** What passes through and is not kept. Nothing of it is answered: a signal that may not pass is dropped. */
export function createSignals({ access, limits, registry, hub, outbox, hints, log }: SignalDeps) {
  function send(channel: string, type: string, data: Json, actor: string, local = false): void {
    const frame = encoded({ op: 'signal', channel, type, actor, data });
    const state = hub.get(channel);
    if (state) outbox.signal(state, frame);
    if (!local) hints.signal(channel, frame.json);
  }

  async function receive(connection: Connection, frame: SignalInFrame): Promise<void> {
    const state = connection.channels?.get(frame.channel);
    const signal = state && registry.signal(state.kind.kind, frame.type);
    const actor = connection.actor as Actor;
    if (!state || !signal?.definition.fromClients) return;
    const { permission, perMinute } = signal.definition.fromClients;
    const { data } = frame;
    if (!signal.check(data)) return;
    const count = await limits.take(actor.id, `signal.${frame.type}`, { max: perMinute });
    if (!count.allowed) return;
    if (permission && state.kind.scope) {
      const target = { kind: state.kind.scope, id: state.id };
      const decision = await access.decide(actor, permission, target, { fresh: false });
      if (decision.outcome !== 'allow') return;
    }
    const { accept } = signal.definition;
    const passed = accept ? await accept({ actor, channel: frame.channel, id: state.id, data }) : data;
    if (passed !== null && connection.channels?.has(frame.channel))
      send(frame.channel, frame.type, passed as Json, actor.id);
  }

  return {
    send,
    /** Never rejects. */
    receive(connection: Connection, frame: SignalInFrame): Promise<void> {
      return receive(connection, frame).catch((error: unknown) => {
        log.error({ err: error, type: frame.type }, 'a signal failed');
      });
    },
  };
}

export type Signals = ReturnType<typeof createSignals>;
