import type { LoopDelay } from '../operations/loop-delay.js';
import type { Reading } from '../operations/metrics.js';
import type { Faults } from '../plugins/faults.js';
import type { Gate } from '../plugins/gate.js';
import type { OpenCapabilities } from './capabilities.js';

/** What `/metrics` shows besides requests and the process. */
export function readingsOf(
  { limits, redis, bus, cache, realtime, apps }: OpenCapabilities,
  { faults, gate, loopDelay }: { faults: Faults; gate: Gate; loopDelay: LoopDelay },
): Reading[] {
  const perPlugin = (read: (plugin: string) => number) => () =>
    gate.mounted.map((name) => [name, read(name)] as const);
  const gauge = (name: string, help: string, read: () => number): Reading => ({
    name: `teambrain_${name}`,
    help,
    kind: 'gauge',
    read,
  });
  const counter = (name: string, help: string, read: () => number): Reading => ({
    name: `teambrain_${name}_total`,
    help,
    kind: 'counter',
    read,
  });

  return [
    gauge(
      'event_loop_delay_p99_seconds',
      'Delay of the event loop in the last 5 seconds.',
      () => loopDelay.last().p99 / 1000,
    ),
    {
      name: 'teambrain_plugin_held_loop_seconds_total',
      help: 'Time for which plugins held the event loop in stretches above 50 ms.',
      kind: 'counter',
      label: 'plugin',
      read: () => loopDelay.heldSeconds,
    },
    {
      name: 'teambrain_plugin_faults_total',
      help: 'Faults of plugins.',
      kind: 'counter',
      label: 'plugin',
      read: perPlugin(faults.total),
    },
    {
      name: 'teambrain_plugin_enabled',
      help: 'Whether a mounted plugin serves: 0 when it is switched off, suspended or failed.',
      kind: 'gauge',
      label: 'plugin',
      read: perPlugin((name) => Number(gate.isEnabled(name) && faults.suspendedFor(name) === 0)),
    },
    counter(
      'limits_degraded',
      'Requests counted by this instance alone because Redis did not answer.',
      () => limits.degraded,
    ),
    gauge('redis_healthy', 'Whether Redis answers; 0 too when none is configured.', () =>
      Number(redis?.healthy ?? false),
    ),
    gauge('bus_healthy', 'Whether hints reach the other instances.', () => Number(bus.healthy)),
    counter('cache_hits', 'Values answered from this instance’s memory.', () => cache.stats().hits),
    counter('cache_shared_hits', 'Values answered from Redis.', () => cache.stats().sharedHits),
    counter('cache_misses', 'Values that had to be loaded.', () => cache.stats().misses),
    {
      name: 'teambrain_embed_refusals_total',
      help: 'Attempts that embed apps refused to pages and visitors.',
      kind: 'counter',
      label: 'code',
      read: apps.refusals,
    },
    gauge('sockets', 'Open sockets.', () => realtime.stats().sockets),
    gauge('channels', 'Channels with subscribers on this instance.', () => realtime.stats().channels),
    gauge(
      'sockets_backlogged',
      'Sockets with data that waits to be sent.',
      () => realtime.stats().backlogged,
    ),
  ];
}
