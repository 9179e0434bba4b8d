import { ProblemError } from '../transport/problem-error.js';
import { runAs } from './attribution.js';
import type { Faults } from './faults.js';
import type { Gate } from './gate.js';

interface Registered {
  plugin: string;
  handler: (payload: unknown) => unknown;
}

/** Hooks and events of all plugins. Handlers of plugins that are off are skipped; faults stay with their plugin. */
export function createExchange({
  faults,
  gate,
  hookTimeoutMs,
}: {
  faults: Faults;
  gate: Gate;
  hookTimeoutMs: number;
}) {
  const hooks = new Map<string, Registered[]>();
  const listeners = new Map<string, Registered[]>();

  const add = (table: Map<string, Registered[]>, name: string, entry: Registered): void => {
    table.set(name, [...(table.get(name) ?? []), entry]);
  };

  async function runHook({ plugin, handler }: Registered, payload: unknown): Promise<unknown> {
    try {
      return await bounded(
        runAs(plugin, async () => handler(payload)),
        hookTimeoutMs,
      );
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      faults.record(plugin, 'hook', error);
      return payload;
    }
  }

  return {
    addHook: (name: string, plugin: string, handler: Registered['handler']) =>
      add(hooks, name, { plugin, handler }),
    addListener: (name: string, plugin: string, handler: Registered['handler']) =>
      add(listeners, name, { plugin, handler }),
    /** Runs the hooks one after the other in the order of the plugins. A ProblemError vetoes; a failed or late hook is skipped. */
    async run(name: string, payload: unknown): Promise<unknown> {
      let current = payload;
      for (const hook of hooks.get(name) ?? [])
        if (gate.isOn(hook.plugin)) current = await runHook(hook, current);
      return current;
    },
    /** Calls the listeners; never throws and waits for nobody. */
    emit(name: string, payload: unknown): void {
      for (const { plugin, handler } of listeners.get(name) ?? []) {
        if (!gate.isOn(plugin)) continue;
        runAs(plugin, async () => handler(payload)).catch((error: unknown) =>
          faults.record(plugin, 'event', error),
        );
      }
    },
  };
}

export type Exchange = ReturnType<typeof createExchange>;

async function bounded<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the hook took longer than ${ms} ms and was skipped`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
