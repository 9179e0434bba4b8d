import { type Static, Type } from 'typebox';
import { authConfig } from '../auth/config.js';
import { databaseConfig } from '../database/config.js';
import { limitsConfig } from '../limits/config.js';
import { mailConfig } from '../mail/config.js';
import { docsConfig, logConfig } from '../operations/config.js';
import { realtimeConfig } from '../realtime/config.js';
import { redisConfig } from '../redis/config.js';
import { serverConfig } from './server-section.js';

/** Every section of the configuration but `plugins`, which grows by what is installed. */
export const sections = {
  server: serverConfig,
  database: databaseConfig,
  redis: redisConfig,
  auth: authConfig,
  mail: mailConfig,
  limits: limitsConfig,
  realtime: realtimeConfig,
  log: logConfig,
  docs: docsConfig,
} as const;

/** What every plugin's section starts with. */
export const pluginSwitches = {
  enabled: Type.Boolean({
    default: true,
    description: 'Whether the plugin is mounted. Its tables stay when it is not.',
  }),
  mustLoad: Type.Boolean({
    default: false,
    description: 'Whether the server refuses to start when the plugin fails to.',
  }),
} as const;

type Sections = { [K in keyof typeof sections]: Static<(typeof sections)[K]> };

export interface PluginSection {
  enabled: boolean;
  mustLoad: boolean;
  [key: string]: unknown;
}

/** The complete configuration: every value present, checked, and with a known source. */
export interface Config extends Sections {
  plugins: Record<string, PluginSection>;
}

type Partially<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Partially<T[K]> }
    : T;

/** What a config file or the options of `createServer` may hold: any part of the configuration. */
export type ConfigInput = Partially<Sections> & { plugins?: Record<string, Record<string, unknown>> };
