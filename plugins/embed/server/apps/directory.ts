import { type AppDirectory, inTurn, type PluginContext } from '@teambrain/core';
import type { Secrets, SigningSecret } from '../secrets/secrets.js';
import type { AppRow, AppsRepository } from './repository.js';

export interface KnownApp {
  app: AppRow;
  secrets: SigningSecret[];
}

/** How long something is believed: bounds every change when no hint of it arrives. */
const maxAgeMs = 5_000;
const maxKnown = 5_000;
const topic = 'embed.app-changed';

interface Entry<T> {
  at: number;
  value: Promise<T>;
}

/** Remembers what is asked with every request; one look-up for all who ask at that moment. */
function remembered<T>(load: (key: string) => Promise<T>) {
  const entries = new Map<string, Entry<T>>();
  return {
    get(key: string): Promise<T> {
      const known = entries.get(key);
      if (known && Date.now() - known.at < maxAgeMs) return known.value;
      entries.delete(key);
      if (entries.size >= maxKnown) entries.delete(entries.keys().next().value as string);
      const value = load(key);
      const entry = { at: Date.now(), value };
      entries.set(key, entry);
      value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return value;
    },
    clear: () => entries.clear(),
  };
}

export interface DirectoryDeps {
  ctx: Pick<PluginContext, 'bus' | 'embedding' | 'log'>;
  apps: AppsRepository;
  secrets: Secrets;
  refused: AppDirectory['refused'];
  refusals: AppDirectory['refusals'];
}

/** Apps as every request needs them: from memory, renewed when one changes anywhere. */
export function createDirectory({ ctx, apps, secrets, refused, refusals }: DirectoryDeps) {
  const keys = remembered((key) => apps.byKey(key));
  const ids = remembered(async (id): Promise<KnownApp | null> => {
    const app = await apps.byId(id);
    return app && { app, secrets: await secrets.open(id) };
  });
  /** All of them: whoever sends other ones would otherwise cost a query each, before anything is limited. */
  let origins = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function forget(): void {
    keys.clear();
    ids.clear();
  }

  /** What is needed of all apps at once. */
  const survey = inTurn(async () => {
    origins = new Set(await apps.origins());
    const rows = await apps.restricted();
    ctx.embedding.restrictPlugins(new Map(rows.map(({ id, plugins }) => [id, plugins])));
  });

  function reload(): void {
    survey().catch((err: unknown) => ctx.log.warn({ err }, 'the apps could not be read'));
  }

  const unsubscribe = ctx.bus.subscribe(topic, () => {
    forget();
    reload();
  });

  ctx.embedding.lookUpWith({
    byKey: (key) => keys.get(key),
    byId: async (id) => (await ids.get(id))?.app ?? null,
    knowsOrigin: (origin) => origins.has(origin),
    refused,
    refusals,
  });

  return {
    byKey: (key: string) => keys.get(key),
    byId: (id: string) => ids.get(id),
    /** Call after COMMIT. */
    async changed(): Promise<void> {
      forget();
      ctx.bus.publish(topic, '');
      await survey();
    },
    async start(): Promise<void> {
      await survey();
      // A hint that got lost is made up for by reading again.
      timer = setInterval(reload, 10_000);
      timer.unref();
    },
    stop(): void {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

export type Directory = ReturnType<typeof createDirectory>;
