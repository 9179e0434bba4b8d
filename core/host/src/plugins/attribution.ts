import { AsyncLocalStorage } from 'node:async_hooks';

const running = new AsyncLocalStorage<string>();
const watchers = new Set<(plugin: string, ms: number) => void>();

/** Time from which synchronous work counts as holding up everybody else, in milliseconds. */
const heldMs = 50;

/** Runs `fn` under the name of a plugin: timers and promises that it starts keep that name. */
export function runAs<T>(plugin: string, fn: () => T): T {
  const from = performance.now();
  try {
    return running.run(plugin, fn);
  } finally {
    const ms = performance.now() - from;
    if (ms > heldMs) for (const watch of watchers) watch(plugin, ms);
  }
}

/** The plugin whose code is running, or undefined for the host's own. */
export function runningPlugin(): string | undefined {
  return running.getStore();
}

/**
 * Hears of plugins that held the event loop for long in one go. What they do after their first `await` is not seen.
 * Returns the function that ends it.
 */
export function onHeldLoop(watch: (plugin: string, ms: number) => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}
