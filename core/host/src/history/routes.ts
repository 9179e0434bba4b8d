import type { FastifyRequest } from 'fastify';
import { type TProperties, Type } from 'typebox';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import type { Operation } from '../plugins/operation.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import type { VersionedOptions } from './contract.js';
import { paramsOf } from './schemas.js';

/** What the routes of one history have in common. */
export function routesOf(plugin: string, options: VersionedOptions<never>) {
  const { kind, path, permissions, resource = kind } = options;
  const idParam = `${resource}Id`;
  const params = paramsOf(path, idParam);
  const operation = (verb: string, summary: string, permission = permissions.read): Operation => ({
    id: `${plugin}.${verb}`,
    summary,
    permission,
    resource,
  });

  return {
    path,
    operations: {
      versions: operation('versions', `List the versions of a ${kind}`),
      version: operation('version', `Read a ${kind} as it was at a version`),
      diff: operation('diff', `Compare two versions of a ${kind}`),
      changelog: operation('changelog', `List what the versions of a ${kind} changed`),
      rollback: operation('rollback', `Bring an earlier version of a ${kind} back`, permissions.restore),
    },
    params: (more: TProperties = {}) => Type.Object({ ...params, ...more }),
    /** The thing that a request asks for, once nothing speaks against its reading. */
    async thingOf(request: FastifyRequest): Promise<string> {
      const id = (request.params as Record<string, string>)[idParam] as string;
      await options.admit?.(actorOf(request), id);
      return id;
    },
  };
}

export type HistoryRoutes = ReturnType<typeof routesOf>;

export const noVersion = (version: number) => problem('not_found', `There is no version ${version}.`);

const versionPart = /^\d{1,9}$/;

/** Lists go on below this version. */
export function placeOf(cursor: string | undefined): number | null {
  const parts = decodeCursor(cursor, versionPart);
  return parts && Number(parts[0]);
}

export const cursorOf = ({ version }: { version: number }): string => encodeCursor(String(version));
