import type { FastifyInstance, RouteOptions } from 'fastify';
import { createAnswer } from '../transport/answers.js';
import { createGuard, type GuardDeps } from '../transport/guard.js';
import { prepend } from '../transport/prepend.js';
import { problem } from '../transport/problem-error.js';
import { closed, type Validators } from '../transport/validator.js';
import { runAs } from './attribution.js';
import { checkRoute, isSocket, type PolicyDeps } from './route-policy.js';

export interface MountDeps extends PolicyDeps {
  guard: GuardDeps;
  validators: Validators;
}

/** Makes every route that is declared on `scope` from now on a route of `plugin`: checked, guarded and contained. */
export function addRoutePolicy(scope: FastifyInstance, plugin: string, deps: MountDeps): void {
  scope.addHook('onRoute', (route) => {
    const operation = checkRoute(plugin, route, deps);
    // New objects: Fastify hands the same ones to the HEAD route that it makes of a GET.
    route.config = { ...route.config, operation, plugin };
    route.schema = describe(route, plugin);
    route.handler = attribute(plugin, route.handler);

    if (route.method !== 'HEAD')
      deps.inventory.push({
        plugin,
        method: String(route.method),
        url: route.url,
        operation,
        schema: route.schema as Record<string, unknown>,
        produces: route.config.produces,
        socket: isSocket(route),
      });

    const { enter, permit } = createGuard(plugin, operation, route, deps.guard);
    const answer = createAnswer(route, deps.validators);
    if (permit) prepend(route, 'preHandler', permit);
    if (!takesBody(route)) prepend(route, 'preValidation', refuseBody);
    if (answer.send) prepend(route, 'onSend', answer.send);
    prepend(route, 'onRequest', async (request, reply) => {
      answer.prepare(request, reply);
      await enter(request, reply);
    });
  });
}

/** Schemas with the documentation that the operation already holds, and with unknown keys refused. */
function describe(route: RouteOptions, plugin: string): RouteOptions['schema'] {
  const { operation } = route.config ?? {};
  const schema: Record<string, unknown> = {
    tags: [plugin],
    summary: operation?.summary,
    operationId: operation?.id,
    ...route.schema,
  };
  for (const part of ['body', 'querystring', 'params'])
    if (typeof schema[part] === 'object' && schema[part] !== null)
      schema[part] = closed(schema[part] as object);
  return schema as RouteOptions['schema'];
}

function attribute(plugin: string, handler: RouteOptions['handler']): RouteOptions['handler'] {
  return function attributed(request, reply) {
    return runAs(plugin, () => handler.call(this, request, reply));
  };
}

function takesBody(route: RouteOptions): boolean {
  return (
    route.method === 'GET' ||
    route.method === 'HEAD' ||
    route.schema?.body !== undefined ||
    route.config?.produces !== undefined
  );
}

/** A handler never sees a body that no schema has checked. */
async function refuseBody({ body }: { body: unknown }): Promise<void> {
  if (body === undefined || body === null) return;
  if (typeof body === 'object' && Object.keys(body).length === 0) return;
  throw problem('validation_failed', 'This request takes no body.');
}
