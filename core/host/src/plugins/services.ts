import { BootError } from './boot-error.js';
import type { Gate } from './gate.js';

/** Typed services between plugins: one provider for each name. */
export function createServices(gate: Gate) {
  const services = new Map<string, { plugin: string; service: unknown }>();
  return {
    provide(plugin: string, name: string, service: unknown): void {
      const taken = services.get(name);
      if (taken)
        throw new BootError(
          'service_taken',
          `plugin "${plugin}" provides the service "${name}", which "${taken.plugin}" already does`,
          { plugin },
        );
      services.set(name, { plugin, service });
    },
    use(plugin: string, name: string): unknown {
      const entry = services.get(name);
      if (entry) return entry.service;
      throw new BootError(
        'service_missing',
        `plugin "${plugin}" uses the service "${name}", which nobody provides; add its plugin to "dependsOn"`,
        { plugin },
      );
    },
    tryUse(name: string): unknown {
      const entry = services.get(name);
      return entry && gate.isOn(entry.plugin) ? entry.service : undefined;
    },
  };
}

export type ServiceTable = ReturnType<typeof createServices>;
