import type { Meta } from '@teambrain/protocol';
import type { FastifyInstance } from 'fastify';
import type { Access } from '../access/contract.js';
import type { AppFacts } from '../embedding/contract.js';
import type { PluginManifest } from '../plugins/contract.js';
import type { Gate, Place } from '../plugins/gate.js';
import type { Operation } from '../plugins/operation.js';
import { pluginApi, productVersion } from '../plugins/version.js';
import { problem } from '../transport/problem-error.js';
import { metaAnswer, metaQuery } from './schemas.js';

export interface MetaDeps {
  name: string;
  registration: Meta['registration'];
  passwordReset: boolean;
  bodyLimit: number;
  epoch(): string;
  access: Access;
  gate: Gate;
  plugins: readonly PluginManifest[];
  workspaceOf(scope: string, scopeId: string): Promise<string | undefined>;
  /** An embed app by its public key. */
  appOf(key: string): Promise<Pick<AppFacts, 'id' | 'origins' | 'enabled'> | null>;
  /** Id of a workspace that may be named by its slug. */
  idOf(scope: string, name: string): Promise<string | undefined>;
}

export const metaOperation: Operation = {
  id: 'core.meta',
  summary: 'What this server offers this actor here: plugins, rights, limits',
  permission: 'public',
};

/** Registers `GET /meta`, the one capability handshake. */
export function addMeta(app: FastifyInstance, deps: MetaDeps): void {
  const { access, gate } = deps;

  app.get<{ Querystring: MetaQuery }>(
    '/meta',
    {
      config: { operation: metaOperation },
      schema: { querystring: metaQuery, response: { 200: metaAnswer } },
    },
    async ({ actor, query, headers, page }): Promise<Meta> => {
      const appId =
        actor?.embed?.appId ?? (await appIdOf(query.app, page === 'own' ? undefined : headers.origin));
      const asked = [
        ['account', undefined],
        ['server', undefined],
        ...(query.workspace === undefined ? [] : [['workspace', query.workspace]]),
        ...(query.room === undefined ? [] : [['room', query.room]]),
      ] as [string, string | undefined][];
      const kinds = new Set(access.matrix().map(({ scope }) => scope));
      const rights = await Promise.all(
        asked.map(([scope, id]) =>
          scope === 'account' || scope === 'server' || kinds.has(scope) ? access.held(actor, scope, id) : [],
        ),
      );
      // What is switched off in a place is nobody's business who holds nothing there.
      const isSeen = asked.every(([, id], index) => id === undefined || rights[index]?.length);
      const place = await placeOf(isSeen ? query : {}, appId);
      const enabled = deps.plugins.filter(({ name }) => gate.isEnabled(name, place));
      const owners = new Map(access.matrix().map(({ name, plugin }) => [name, plugin]));
      return {
        name: deps.name,
        version: productVersion,
        api: pluginApi,
        epoch: deps.epoch(),
        serverTime: new Date().toISOString(),
        plugins: Object.fromEntries(enabled.map(({ name, version }) => [name, { version }])),
        permissions: rights.flat().filter((name) => gate.isOn(owners.get(name) as string, place)),
        limits: Object.assign({ maxBodyBytes: deps.bodyLimit }, ...enabled.map(({ limits }) => limits)),
        registration: deps.registration,
        passwordReset: deps.passwordReset,
      };
    },
  );

  /** Whoever has the key may see what the app shows, on its own pages. */
  async function appIdOf(key: string | undefined, origin: string | undefined): Promise<string | undefined> {
    if (key === undefined) return undefined;
    const app = await deps.appOf(key);
    if (!app?.enabled) throw problem('not_found', 'There is no such app.');
    if (origin !== undefined && !app.origins.includes(origin)) throw problem('origin_refused');
    return app.id;
  }

  async function workspaceIdOf({ workspace, room }: MetaQuery): Promise<string | undefined> {
    if (room !== undefined) return deps.workspaceOf('room', room);
    return workspace === undefined ? undefined : deps.idOf('workspace', workspace);
  }

  async function placeOf(query: MetaQuery, appId: string | undefined): Promise<Place> {
    const workspaceId = await workspaceIdOf(query);
    return {
      ...(workspaceId === undefined ? {} : { workspaceId }),
      ...(appId === undefined ? {} : { appId }),
    };
  }
}

interface MetaQuery {
  app?: string;
  workspace?: string;
  room?: string;
}
