import { bounds, type ResetReason, type SubFrame } from '@teambrain/protocol';
import { refusal } from '../access/access.js';
import type { Access, RightsVersion } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import { problem } from '../transport/problem-error.js';
import { isOpen } from './connection.js';
import type { ChannelKind } from './contract.js';
import type { Delivery } from './delivery.js';
import type { Hub } from './hub.js';
import type { Arrival, Connection, Joining } from './live.js';
import type { Outbox } from './outbox.js';
import type { Registry } from './registry.js';
import type { Render } from './render.js';
import type { Head, LogRepository } from './repository.js';
import { isNewer } from './rights-version.js';
import type { Sights } from './sights.js';
import { bytesOf, type Encoded, encoded } from './wire.js';

/** Readings of one subscription while rights keep moving; then the client tries again. */
const maxTries = 5;
const reachMs = 5_000;

export interface SubscribeDeps {
  access: Access;
  registry: Registry;
  hub: Hub;
  outbox: Outbox;
  repository: LogRepository;
  render: Render;
  delivery: Delivery;
  sights: Pick<Sights, 'filters' | 'shows'>;
  epoch(): string;
  /** A channel was opened: its head is looked at again soon, because the bus may not listen yet. */
  onOpened(channel: string): void;
}

type Missed = { reset: ResetReason } | { events: Arrival[]; head: Head; version: RightsVersion };

/** Subscriptions: authorise, register, replay what was missed, then live, without a gap and without a double. */
export function createSubscribe(deps: SubscribeDeps) {
  const { access, hub, outbox, repository, delivery, sights } = deps;

  async function authorise(actor: Actor, kind: ChannelKind, id: string): Promise<RightsVersion | null> {
    if (!kind.scope || !kind.permission) {
      if (id !== actor.id) throw problem('not_found');
      return null;
    }
    const decision = await access.decide(actor, kind.permission, { kind: kind.scope, id });
    if (decision.outcome !== 'allow') throw refusal(decision.outcome);
    await kind.admit?.(id, actor);
    return decision.grant.version;
  }

  /** What lies above `after`, rendered, with the rights version that held when the rendering was done. */
  async function readMissed(frame: SubFrame, kind: ChannelKind): Promise<Missed> {
    const { channel, after } = frame;
    // One above the bound tells a full answer from a cut one.
    const range = await repository.range(channel, after ?? Number.MAX_SAFE_INTEGER, bounds.replayEvents + 1);
    if (!range) {
      if (kind.scope) throw problem('not_found');
      const head: Head = { channel, parent: null, seq: 0, version: '0.0' };
      return after ? { reset: 'epoch' } : { events: [], head, version: head.version };
    }
    const { head, events } = range;
    if (after === undefined || after === head.seq) return { events: [], head, version: head.version };
    if (frame.epoch !== undefined && frame.epoch !== deps.epoch()) return { reset: 'epoch' };
    // A number that this log never gave: the database is older than what the client saw.
    if (after > head.seq) return { reset: 'epoch' };
    if (events.length > bounds.replayEvents || events.length !== head.seq - after)
      return { reset: 'too_old' };
    const frames = await deps.render(kind.kind, events);
    const [now] = await repository.heads([channel]);
    const version = now?.version ?? head.version;
    return {
      events: events.map(({ seq }, index) => ({ seq, version, frame: frames[index] ?? null })),
      head,
      version,
    };
  }

  /** Everything up to the head that the replay covers has been delivered to the others; null after too long. */
  async function meet(joining: Joining, head: Head, version: RightsVersion): Promise<boolean> {
    const { state } = joining;
    if (state.next === 0) {
      state.version = version;
      state.parent = head.parent;
      delivery.open(state, head.seq + 1);
      deps.onOpened(state.name);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, reachMs, false);
      timer.unref();
    });
    const met = delivery.reach(state, head.seq).then(async () => {
      while (state.blocked)
        await new Promise<void>((resolve) => {
          state.unblocked = [...(state.unblocked ?? []), resolve];
        });
      return true;
    });
    const result = await Promise.race([met, late]);
    clearTimeout(timer);
    return result;
  }

  function goLive(frame: SubFrame, joining: Joining, missed: readonly Arrival[], head: Head): void {
    const { connection } = joining;
    const replay = [...missed, ...joining.events.filter(({ seq }) => seq > head.seq)];
    const { actor } = connection;
    const kind = joining.state.kind.kind;
    const isSeen = sights.filters(actor, kind)
      ? (event: Encoded) => sights.shows(actor as Actor, kind, 'event', event)
      : () => true;
    const bytes = replay.flatMap(({ frame: event }) =>
      event && isSeen(event) ? [bytesOf(event, connection.format)] : [],
    );
    const size = bytes.reduce((sum, part) => sum + part.byteLength, 0);
    if (size > bounds.replayBytes || joining.overflowed) {
      reset(frame, joining, 'too_old');
      return;
    }
    hub.join(joining);
    for (const part of bytes) outbox.sendBytes(connection, part);
    const { id, channel } = frame;
    outbox.send(connection, encoded({ op: 'live', id, channel, head: replay.at(-1)?.seq ?? head.seq }));
  }

  function reset({ id, channel }: SubFrame, joining: Joining, reason: ResetReason): void {
    hub.abandon(joining);
    outbox.send(joining.connection, encoded({ op: 'reset', id, channel, reason }));
  }

  async function run(frame: SubFrame, joining: Joining, kind: ChannelKind, id: string): Promise<void> {
    const { connection, state } = joining;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const granted = await authorise(connection.actor as Actor, kind, id);
      const missed = await readMissed(frame, kind);
      if (joining.cancelled) return;
      if ('reset' in missed) {
        reset(frame, joining, missed.reset);
        return;
      }
      // Rights that moved between deciding and reading are decided anew.
      if (granted !== null && isNewer(missed.version, granted)) continue;
      const version = granted ?? missed.version;
      if (!(await meet(joining, missed.head, version))) break;
      if (joining.cancelled) return;
      if (granted !== null && isNewer(state.version, granted)) continue;
      if (isBehind(joining, missed.head.seq)) continue;
      return goLive(frame, joining, missed.events, missed.head);
    }
    throw problem('unavailable', 'The channel changes too fast to be read.', { retryAfter: 1 });
  }

  return {
    /** Throws a Problem error where there is nothing to subscribe to. */
    async subscribe(connection: Connection, frame: SubFrame): Promise<void> {
      const parsed = deps.registry.parse(frame.channel);
      if (!parsed) throw problem('not_found', 'There is no such kind of channel.');
      if (deps.registry.disabled.has(parsed.kind.kind)) throw problem('plugin_disabled');
      this.unsubscribe(connection, frame.channel);
      const count = (connection.channels?.size ?? 0) + (connection.joining?.size ?? 0);
      if (count >= bounds.subscriptionsPerSocket)
        throw problem(
          'unprocessable',
          `A socket holds at most ${bounds.subscriptionsPerSocket} subscriptions.`,
        );
      const joining = hub.begin(connection, frame.channel, parsed.kind, parsed.id);
      try {
        await run(frame, joining, parsed.kind, parsed.id);
      } catch (error) {
        const wanted = !joining.cancelled && isOpen(connection);
        hub.abandon(joining);
        if (wanted) throw error;
      }
    },
    unsubscribe(connection: Connection, channel: string): void {
      const joining = connection.joining?.get(channel);
      if (joining) hub.abandon(joining);
      const state = connection.channels?.get(channel);
      if (state) hub.leave(connection, state);
    },
  };
}

/**
 * Whether events lie between what was read and what arrived since: another subscription read a higher head and opened
 * the channel above them, so they were never delivered here.
 */
function isBehind({ state, events, overflowed }: Joining, head: number): boolean {
  const delivered = Math.max(0, state.next - 1 - head);
  return !overflowed && events.filter(({ seq }) => seq > head).length < delivered;
}

export type Subscriptions = ReturnType<typeof createSubscribe>;
