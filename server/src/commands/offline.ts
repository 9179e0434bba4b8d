import { createLog, createServer, type TeamBrainServer } from '@teambrain/core';
import { type CommonFlags, configured } from '../flags.js';
import { officialPlugins } from '../official.js';

/** Runs `work` on the booted product without serving anything, then closes it. Migrates first, as a start does. */
export async function offline<T>(
  flags: CommonFlags,
  work: (server: TeamBrainServer) => Promise<T>,
): Promise<T> {
  const { config } = await configured(flags);
  const log = createLog({ level: 'warn', stream: process.stderr }) as never;
  const server = await createServer({ config, plugins: officialPlugins, log });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
