import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PluginManifest } from '../plugins/contract.js';
import type { Gate } from '../plugins/gate.js';
import type { Switches } from '../plugins/switches.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import { placeOperations } from './admin-operations.js';
import { placePluginsAnswer, placeSwitchBody } from './admin-schemas.js';

export interface WorkspaceSwitchDeps {
  gate: Gate;
  mounted: readonly PluginManifest[];
  switches: Switches;
  /** Plugins that a workspace cannot lose: it would be gone itself. */
  fixed: readonly string[];
}

/** Registers the switches that admins of a workspace flip, below those of the server. */
export function addWorkspaceSwitches(
  app: FastifyInstance,
  { gate, mounted, switches, fixed }: WorkspaceSwitchDeps,
): void {
  const list = (workspaceId: string) => ({
    items: mounted
      .filter(({ name }) => gate.isEnabled(name))
      .map(({ name, version, summary }) => ({
        name,
        version,
        summary,
        enabled: gate.isEnabled(name, { workspaceId }),
      })),
  });
  const idOf = (request: FastifyRequest): string => request.scopeId as string;

  app.get(
    '/workspaces/:workspaceId/plugins',
    { config: { operation: placeOperations.list }, schema: { response: { 200: placePluginsAnswer } } },
    async (request) => list(idOf(request)),
  );

  app.patch<{ Body: { plugin: string; enabled: boolean } }>(
    '/workspaces/:workspaceId/plugins',
    {
      config: { operation: placeOperations.set },
      schema: { body: placeSwitchBody, response: { 200: placePluginsAnswer } },
    },
    async (request) => {
      const { plugin, enabled } = request.body;
      if (!gate.isEnabled(plugin)) throw problem('not_found', `No plugin named "${plugin}" is on here.`);
      if (fixed.includes(plugin))
        throw problem('unprocessable', `The plugin "${plugin}" carries the workspace itself.`);
      await switches.set({ plugin, scope: 'workspace', scopeId: idOf(request), enabled }, actorOf(request));
      return list(idOf(request));
    },
  );
}
