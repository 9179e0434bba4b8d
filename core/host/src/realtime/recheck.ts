import type { FastifyBaseLogger } from 'fastify';
import type { Access } from '../access/contract.js';
import { embedAllows, grantAllows } from '../access/rules.js';
import { socketsOf } from './channel-state.js';
import type { Hub } from './hub.js';
import type { ChannelState } from './live.js';
import type { LogRepository } from './repository.js';
import { isNewer } from './rights-version.js';

const retryMs = 250;
/** Channels whose rights are read at the same time, so that a change in a large workspace does not take the pool. */
const maxRunning = 4;

/**
 * Reads the grants of all local subscribers of a channel anew, in one snapshot with its rights version, and ends the
 * subscriptions of those who lost the right. Until that succeeded nothing of the channel is delivered.
 */
export function createRecheck(deps: {
  access: Access;
  hub: Hub;
  repository: LogRepository;
  resume(state: ChannelState): void;
  log: Pick<FastifyBaseLogger, 'warn'>;
}) {
  const { access, hub, repository } = deps;
  const waiting: ChannelState[] = [];
  let running = 0;

  async function read(state: ChannelState): Promise<void> {
    const { kind, id } = state;
    if (!kind.scope || !kind.permission) {
      const [head] = await repository.heads([state.name]);
      if (head) state.version = head.version;
      return;
    }
    access.forget(kind.scope, id);
    const snapshot = await access.grants(kind.scope, id, [...state.actors.keys()]);
    if (!snapshot) return hub.endAll(state, 'deleted');
    const definition = access.matrix().find(({ name }) => name === kind.permission);
    // The event that carries the new rights: the removal itself, or the first one after it.
    const seq = state.held.get(state.next)?.seq ?? (state.movedAt >= state.next ? state.movedAt : undefined);
    for (const connection of [...socketsOf(state)]) {
      const actor = connection.actor;
      const grant = actor && snapshot.grants.get(actor.id);
      const keeps =
        actor && grant && definition && embedAllows(actor, definition) && grantAllows(grant, definition);
      if (!keeps) hub.end(connection, state, 'removed', seq);
    }
    if (isNewer(snapshot.version, state.version)) state.version = snapshot.version;
    // What was committed before this reading cannot be newer than it: a hint that says so must not make us read for ever.
    const due = state.held.get(state.next);
    if (due && isNewer(due.version, state.version)) state.version = due.version;
  }

  function unblock(state: ChannelState): void {
    state.blocked = false;
    const waiting = state.unblocked;
    state.unblocked = null;
    for (const go of waiting ?? []) go();
    deps.resume(state);
  }

  function next(): void {
    while (running < maxRunning) {
      const state = waiting.shift();
      if (!state) return;
      running += 1;
      read(state)
        .then(
          () => unblock(state),
          (error: unknown) => {
            deps.log.warn({ err: error, channel: state.name }, 'rights could not be read; delivery waits');
            setTimeout(() => {
              if (hub.get(state.name) !== state) return;
              waiting.push(state);
              next();
            }, retryMs).unref();
          },
        )
        .finally(() => {
          running -= 1;
          next();
        });
    }
  }

  return function recheck(state: ChannelState): void {
    if (state.blocked) return;
    state.blocked = true;
    waiting.push(state);
    next();
  };
}
