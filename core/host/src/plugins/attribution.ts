import { AsyncLocalStorage } from 'node:async_hooks';

const running = new AsyncLocalStorage<string>();

/** Runs `fn` under the name of a plugin: timers and promises that it starts keep that name. */
export function runAs<T>(plugin: string, fn: () => T): T {
  return running.run(plugin, fn);
}

/** The plugin whose code is running, or undefined for the host's own. */
export function runningPlugin(): string | undefined {
  return running.getStore();
}
