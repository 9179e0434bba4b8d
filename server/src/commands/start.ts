import { createServer, type TeamBrainServer } from '@teambrain/core';
import { banner } from '../banner.js';
import { type DemoFacts, seedDemo } from '../demo/seed.js';
import { type CommonFlags, configured } from '../flags.js';
import { freePortFrom } from '../free-port.js';
import { officialPlugins } from '../official.js';
import { site } from '../site.js';
import { version } from '../version.js';

export interface StartFlags extends CommonFlags {
  /** Fills an empty database with sample data and prints how to sign in. */
  demo?: boolean;
}

/** `teambrain start`: serves until it is told to stop. */
export async function start(flags: StartFlags): Promise<void> {
  const began = performance.now();
  const { config, sources } = await configured(flags);
  const { server: settings, database, docs } = config;
  const port = await freePortFrom(settings.port, settings.host);
  const quiet = sources.get('log.level') === 'default' && settings.environment === 'development';
  let demo: DemoFacts | undefined;
  const server = await createServer({
    config: {
      ...config,
      server: { ...settings, port },
      log: quiet ? { ...config.log, level: 'warn' } : config.log,
    },
    plugins: officialPlugins,
    site: site(settings.publicUrl ? new URL(settings.publicUrl).host : undefined, { demo: () => demo?.app }),
  });
  const address = await server.listen();
  stopOnSignal(server);
  if (flags.demo) {
    const dataDir = database.url ? undefined : database.dataDir;
    demo = await seedDemo(server, dataDir, settings.publicUrl ?? address);
  }
  const shown = settings.publicUrl ?? address.replace('127.0.0.1', 'localhost');
  console.log(
    banner({
      version,
      address: shown,
      store: database.url ? 'PostgreSQL' : `embedded database in ${database.dataDir}`,
      plugins: officialPlugins
        .map(({ name }) => name)
        .filter((name) => config.plugins[name]?.enabled !== false),
      readyMs: performance.now() - began,
      setupUrl: await setupUrl(server, shown),
      demo,
      docs: docs.enabled,
    }),
  );
  if (port !== settings.port)
    console.log(`  Port ${settings.port} was taken, so this one listens on ${port}.\n`);
  if (!isLoopback(settings.host) && !(await server.accounts.hasAdmin())) {
    console.warn(
      '  Warning: other machines reach this server and it has no admin yet. Use the link above now.\n',
    );
  }
}

/** The key travels in the fragment, which browsers do not send, and so never reaches a log or a proxy. */
async function setupUrl(server: TeamBrainServer, address: string): Promise<string | undefined> {
  if (await server.accounts.hasAdmin()) return undefined;
  const { token } = await server.accounts.createSetupToken();
  return `${address}/setup#k=${token}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The first signal drains, a second one ends at once. */
function stopOnSignal(server: TeamBrainServer): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      server.close().then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
