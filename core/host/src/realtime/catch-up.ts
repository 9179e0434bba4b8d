import { bounds } from '@teambrain/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { isEmpty } from './channel-state.js';
import type { Delivery } from './delivery.js';
import type { Hub } from './hub.js';
import type { ChannelState } from './live.js';
import type { Render } from './render.js';
import type { LogRepository } from './repository.js';
import { isNewer } from './rights-version.js';

const retryMs = 1_000;

/** Reads from the log what hints did not bring. The log is the truth; the bus only makes it fast. */
export function createCatchUp(deps: {
  hub: Hub;
  repository: LogRepository;
  render: Render;
  delivery(): Delivery;
  recheck(state: ChannelState): void;
  /** The log no longer holds what is missing: subscribers have to load anew. */
  onLost(state: ChannelState): void;
  log: Pick<FastifyBaseLogger, 'warn'>;
}) {
  const { hub, repository, render } = deps;

  /** One stretch of the log; false when there is nothing more to read now. */
  async function step(state: ChannelState): Promise<boolean> {
    const from = state.next;
    const range = await repository.range(state.name, from - 1, bounds.replayEvents);
    if (!range) {
      hub.endAll(state, 'deleted');
      return false;
    }
    const [first] = range.events;
    if (!first) {
      if (range.head.seq >= from) deps.onLost(state);
      state.expected = Math.min(state.expected, range.head.seq);
      return false;
    }
    if (first.seq !== from) {
      deps.onLost(state);
      return false;
    }
    const frames = await render(state.kind.kind, range.events);
    // What was rendered is the state of now: it may be shown only to those who hold the right now.
    const [head] = await repository.heads([state.name]);
    const version = head?.version ?? range.head.version;
    for (const [index, event] of range.events.entries())
      deps.delivery().arrive(state, { seq: event.seq, version, frame: frames[index] ?? null });
    return !state.blocked && state.next <= state.expected && state.next > from;
  }

  async function run(state: ChannelState): Promise<void> {
    while (hub.get(state.name) === state && !isEmpty(state) && (await step(state)));
  }

  function catchUp(state: ChannelState): void {
    if (state.catching) return;
    state.catching = true;
    run(state).then(
      () => {
        state.catching = false;
      },
      (error: unknown) => {
        deps.log.warn(
          { err: error, channel: state.name },
          'the channel log could not be read; it is tried again',
        );
        state.catching = false;
        deps.delivery().expect(state, state.expected, retryMs);
      },
    );
  }

  /**
   * Compares every channel with its head in one query: finds events whose hint was lost although no later one came,
   * and rights that moved in the parent.
   */
  async function checkHeads(names: readonly string[] = [...hub.channels.keys()]): Promise<void> {
    if (names.length === 0) return;
    const heads = await repository.heads(names);
    for (const head of heads) {
      const state = hub.get(head.channel);
      if (!state || state.next === 0) continue;
      if (head.seq >= state.next) deps.delivery().expect(state, head.seq);
      if (isNewer(head.version, state.version)) deps.recheck(state);
    }
  }

  return { catchUp, checkHeads };
}
