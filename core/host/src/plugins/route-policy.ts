import type { RouteOptions } from 'fastify';
import { BootError } from './boot-error.js';
import type { Operation } from './operation.js';

/** What the route inventory keeps of a route. */
export interface InventoryEntry {
  plugin: string;
  method: string;
  url: string;
  operation: Operation;
  /** Schemas as they are checked, with tag, summary and operationId. */
  schema: Record<string, unknown>;
  /** Media types of a route that answers neither JSON nor MessagePack. */
  produces?: readonly string[];
  /** A route that is upgraded to a socket. */
  socket: boolean;
}

export interface PolicyDeps {
  isPermission(name: string): boolean;
  inventory: InventoryEntry[];
  /** Operations by id, over all plugins. */
  operations: Map<string, Operation>;
}

/** Refuses a route that does not declare what every route must: operation, known right, answers, the param of its resource. */
export function checkRoute(plugin: string, route: RouteOptions, deps: PolicyDeps): Operation {
  const method = String(route.method);
  const name = `${method} ${route.url}`;
  const refuse = (code: ConstructorParameters<typeof BootError>[0], text: string) =>
    new BootError(code, `plugin "${plugin}", route ${name}: ${text}`, { plugin });

  const operation = route.config?.operation;
  if (!operation)
    throw refuse(
      'route_without_operation',
      'has no access decision; set config.operation with its permission, or "public"',
    );
  if (operation.permission !== 'public' && !deps.isPermission(operation.permission))
    throw refuse(
      'permission_unknown',
      `asks for the permission "${operation.permission}", which no plugin declares; add it to "permissions"`,
    );
  if (operation.resource !== undefined && !route.url.includes(`:${operation.resource}Id`))
    throw refuse(
      'route_without_param',
      `asks its right on a ${operation.resource}, but its path has no ":${operation.resource}Id"`,
    );
  if (!answers(route))
    throw refuse(
      'route_without_response',
      'has no response schema for its success status; add schema.response',
    );

  const known = deps.operations.get(operation.id);
  if (
    known &&
    known !== operation &&
    (known.permission !== operation.permission || known.resource !== operation.resource)
  )
    throw refuse(
      'operation_clash',
      `its operation "${operation.id}" is declared elsewhere with another right; share one object`,
    );
  deps.operations.set(operation.id, operation);
  return operation;
}

/** Routes of @fastify/websocket carry this flag; the type belongs to that package. */
export function isSocket(route: RouteOptions): boolean {
  return (route as { websocket?: boolean }).websocket === true;
}

function answers(route: RouteOptions): boolean {
  if (isSocket(route) || route.config?.produces !== undefined) return true;
  const statuses = Object.keys((route.schema?.response ?? {}) as object);
  return statuses.some((status) => /^[23]/.test(status));
}
