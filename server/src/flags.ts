import { type LoadedConfig, loadConfig } from '@teambrain/core';
import { officialPlugins } from './official.js';

/** Flags that every command takes; each wins over environment and file. */
export interface CommonFlags {
  port?: number;
  host?: string;
  dataDir?: string;
  config?: string;
}

/** The configuration in force for a command. */
export function configured(flags: CommonFlags): Promise<LoadedConfig> {
  return loadConfig({
    plugins: officialPlugins,
    file: flags.config,
    flags: {
      server: { port: flags.port, host: flags.host },
      database: { dataDir: flags.dataDir },
    },
  });
}
