import type { ErrorCodeInfo } from '@teambrain/protocol';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Model, ModelCtor } from 'sequelize-typescript';
import type { Static, TObject } from 'typebox';
import type { Access, AccessDenial, PermissionDefinition } from '../access/contract.js';
import type { AuditEvent } from '../auth/audit.js';
import type { Auth, Users } from '../auth/contract.js';
import type { Bus } from '../bus/contract.js';
import type { Cache } from '../cache/contract.js';
import type { Database, Migration } from '../database/contract.js';
import type { Embedding } from '../embedding/contract.js';
import type { Jobs } from '../jobs/contract.js';
import type { Limits } from '../limits/contract.js';
import type { Realtime } from '../realtime/contract.js';

export type { Operation } from './operation.js';

/** Typed services of plugins: augment with `interface Services { rooms: RoomsService }`. */
// biome-ignore lint/suspicious/noEmptyInterface: plugins augment it
export interface Services {}

/** Past-tense facts, emitted on this instance after COMMIT. Augment with `'room.deleted': { roomId: string }`. */
export interface ServerEvents {
  'access.denied': AccessDenial;
  'auth.audited': AuditEvent;
  'user.registered': { userId: string };
  'user.updated': { userId: string };
  'user.deactivated': { userId: string };
}

/** Hooks that may veto (throw a ProblemError) or change their payload. Augment with `'message.send': Draft`. */
export interface ServerHooks {
  /** Lets a plugin permit a registration that the policy refuses, for example for an invitation. */
  'auth.register': { email: string; username: string; invite?: string; allowed: boolean };
  /** Lets plugins say that `viewerId` may see the profile of `userId`: they share a workspace or a room. */
  'user.visible': {
    viewerId: string;
    userId: string;
    visible: boolean;
    /** The viewer is a visitor of an embed app: only who is met in these rooms counts. */
    within?: readonly string[];
  };
}

export interface PluginContext<Config = unknown> {
  readonly plugin: string;
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly db: Database;
  readonly access: Access;
  readonly auth: Auth;
  readonly users: Users;
  readonly cache: Cache;
  readonly bus: Bus;
  readonly limits: Limits;
  readonly jobs: Jobs;
  readonly realtime: Realtime;
  /** For the plugin that lets visitors of other sites in. */
  readonly embedding: Embedding;
  /** Where people reach this server from outside, as the operator says; undefined where nobody said. */
  readonly publicUrl: string | undefined;
  /**
   * Whether the plugin is on in a workspace. For what names no workspace in its path and comes without an actor: the
   * guard asks for everything else.
   */
  isOnIn(workspaceId: string): boolean;
  provide<K extends keyof Services>(name: K, service: Services[K]): void;
  use<K extends keyof Services>(name: K): Services[K];
  /** A service of an optional dependency; undefined when that plugin is not installed or is switched off. */
  tryUse<K extends keyof Services>(name: K): Services[K] | undefined;
  readonly events: {
    on<K extends keyof ServerEvents>(
      name: K,
      handler: (payload: ServerEvents[K]) => void | Promise<void>,
    ): void;
    emit<K extends keyof ServerEvents>(name: K, payload: ServerEvents[K]): void;
  };
  readonly hooks: {
    before<K extends keyof ServerHooks>(
      name: K,
      handler: (payload: ServerHooks[K]) => ServerHooks[K] | Promise<ServerHooks[K]>,
    ): void;
    run<K extends keyof ServerHooks>(name: K, payload: ServerHooks[K]): Promise<ServerHooks[K]>;
  };
}

export interface PluginManifest<C extends TObject = TObject> {
  name: string;
  version: string;
  /** Range of the plugin API it was made for. Default: the present one. */
  api?: string;
  summary?: string;
  dependsOn?: readonly string[];
  optionalDependsOn?: readonly string[];
  /** TypeBox object without unknown keys; each key has a default and a description with its unit. */
  config?: C;
  permissions?: readonly PermissionDefinition[];
  /** Error codes that the plugin owns, each beginning with its word (`room_full`). */
  errors?: Record<string, ErrorCodeInfo>;
  /** Bounds that clients should know, for `limits` of `GET /v1/meta` while the plugin is on: `{ maxMessageChars: 16384 }`. */
  limits?: Readonly<Record<string, number>>;
  /** Default of its `mustLoad` setting: whether the server refuses to start when the plugin fails to. */
  mustLoad?: boolean;
  models?: readonly ModelCtor<Model>[];
  migrations?: readonly Migration[];
  /** Registers routes on an encapsulated instance already under `/v1`, and channels, jobs and services on `ctx`. */
  setup(app: FastifyInstance, ctx: PluginContext<Static<C>>): void | Promise<void>;
  /** Data for `npm start`: called once on an empty database when demo data is asked for. */
  demo?(ctx: PluginContext<Static<C>>): Promise<void>;
}

/** Gives the manifest its types; the default export of a plugin's `server/index.ts`. */
export function definePlugin<C extends TObject>(manifest: PluginManifest<C>): PluginManifest<C> {
  return manifest;
}
