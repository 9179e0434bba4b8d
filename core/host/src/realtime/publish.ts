import type { FastifyBaseLogger } from 'fastify';
import type { AppendedEntry } from './collector.js';
import type { Committed, LogEvent } from './contract.js';
import type { Delivery } from './delivery.js';
import { failpoint } from './failpoint.js';
import type { EventHint, Hints } from './hints.js';
import type { Hub } from './hub.js';
import type { Registry } from './registry.js';
import { eventFrame, type Render } from './render.js';

/** From COMMIT to the subscribers: local sockets at once, then the bus. Nothing waits for it. */
export function createPublish(deps: {
  hub: Hub;
  hints: Hints;
  registry: Registry;
  render: Render;
  delivery: Delivery;
  onRightsMoved(channel: string, seq: number): void;
  log: Pick<FastifyBaseLogger, 'warn'>;
}) {
  const { hub, hints, delivery } = deps;

  function publish(events: readonly Committed[]): void {
    const byChannel = new Map<string, EventHint[]>();
    for (const event of events) {
      failpoint('after-commit', event.type);
      const state = hub.get(event.channel);
      if (!state && !hints.heard) continue;
      const frame = eventFrame(event);
      const { seq, version } = event;
      if (state) delivery.arrive(state, { seq, version, frame });
      if (hints.heard) push(byChannel, event.channel, { seq, version, json: frame.json });
    }
    for (const [channel, list] of byChannel) hints.events(channel, list);
  }

  async function renderAndPublish(channel: string, entries: readonly AppendedEntry[]): Promise<void> {
    const state = hub.get(channel);
    const parsed = deps.registry.parse(channel);
    // Nobody listens here: who listens elsewhere reads it from the log.
    if (!state || !parsed) {
      hints.events(
        channel,
        entries.map(({ seq, version }) => ({ seq, version, json: null })),
      );
      return;
    }
    const frames = await deps.render(parsed.kind.kind, entries.map(logEventOf));
    for (const [index, { seq, version }] of entries.entries())
      delivery.arrive(state, { seq, version, frame: frames[index] ?? null });
    hints.events(
      channel,
      entries.map(({ seq, version }, index) => ({ seq, version, json: frames[index]?.json ?? null })),
    );
  }

  return {
    publish,
    /** The events of a transaction that has committed. */
    committed(appended: readonly AppendedEntry[]): void {
      const byChannel = new Map<string, AppendedEntry[]>();
      for (const item of appended) push(byChannel, item.entry.channel, item);
      for (const [channel, items] of byChannel) {
        if (items.every(({ hasData }) => hasData))
          publish(items.map((item) => ({ ...logEventOf(item), version: item.version, data: item.data })));
        else
          renderAndPublish(channel, items).catch((error: unknown) => {
            // The events are in the log: subscribers get them from there.
            deps.log.warn({ err: error, channel }, 'events could not be rendered after COMMIT');
            const state = hub.get(channel);
            if (state) delivery.expect(state, items.at(-1)?.seq ?? 0);
          });
        const moved = items.findLast(({ entry }) => entry.movesRights);
        if (moved) deps.onRightsMoved(channel, moved.seq);
      }
    },
  };
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

function logEventOf({ entry, seq, at }: AppendedEntry): LogEvent {
  const { channel, type, actor, ref, version, facts, clientId } = entry;
  return { channel, seq, type, actor, ref, version, facts, at, ...(clientId === null ? {} : { clientId }) };
}
