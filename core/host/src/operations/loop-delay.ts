import { monitorEventLoopDelay } from 'node:perf_hooks';
import { onHeldLoop } from '../plugins/attribution.js';

const resolutionMs = 20;
const readingMs = 5000;
/** From here on others notice, and the log names the plugin; shorter stretches are counted. */
const warnFromMs = 200;

/**
 * Delay of the event loop, which every request and socket of this process waits, and which plugins caused it.
 *
 * @param isServing while nobody is served, as during the boot, nobody waits: plugins are counted then, not warned of
 */
export function createLoopDelay(
  log: { warn(details: object, text: string): void },
  isServing: () => boolean,
) {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const heldSeconds = new Map<string, number>();
  const unwatch = onHeldLoop((plugin, ms) => {
    heldSeconds.set(plugin, (heldSeconds.get(plugin) ?? 0) + ms / 1000);
    if (ms >= warnFromMs && isServing())
      log.warn({ plugin, ms: Math.round(ms) }, `plugin ${plugin} held the event loop`);
  });
  const late = (nanoseconds: number) =>
    Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e6 - resolutionMs) : 0;
  let reading = { p99: 0, max: 0 };
  const timer = setInterval(() => {
    reading = { p99: late(histogram.percentile(99)), max: late(histogram.max) };
    histogram.reset();
  }, readingMs);
  timer.unref();

  return {
    /** Milliseconds within the last full 5 seconds. */
    last: () => reading,
    /** Seconds for which each plugin held the loop in stretches above 50 ms. */
    heldSeconds: heldSeconds as ReadonlyMap<string, number>,
    stop(): void {
      clearInterval(timer);
      histogram.disable();
      unwatch();
    },
  };
}

export type LoopDelay = ReturnType<typeof createLoopDelay>;
