import type { TestServer } from '@teambrain/core/testing';
import type { Schema } from './sample.js';

export interface Route {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  params: string[];
  permission: string;
  body?: Schema;
  query: { name: string; schema: Schema }[];
}

export interface Action {
  id: string;
  kind: string;
  permission: string;
  data: Schema;
}

interface Described {
  operationId: string;
  'x-permission': string;
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Every mounted route, as the server itself describes it. */
export async function routesOf(server: TestServer): Promise<Route[]> {
  const { body } = await server.inject<{ paths: Record<string, Record<string, Described>> }>({
    url: '/openapi.json',
  });
  return Object.entries(body.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      id: described.operationId,
      method: method.toUpperCase() as Route['method'],
      url,
      params: [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string),
      permission: described['x-permission'],
      ...(described.requestBody
        ? { body: described.requestBody.content['application/json']?.schema as Schema }
        : {}),
      query: (described.parameters ?? []).filter((each) => each.in === 'query' && each.required === true),
    })),
  );
}

/** Every action that a socket may ask for. */
export async function actionsOf(server: TestServer): Promise<Action[]> {
  interface Message {
    'x-frame': string;
    'x-permission': string;
    payload: Schema;
  }
  const { body } = await server.inject<{ channels: Record<string, { messages: Record<string, Message> }> }>({
    url: '/asyncapi.json',
  });
  return Object.entries(body.channels).flatMap(([kind, { messages }]) =>
    Object.entries(messages)
      .filter(([, message]) => message['x-frame'] === 'do')
      .map(([id, message]) => ({
        id,
        kind,
        permission: message['x-permission'],
        data: message.payload,
      })),
  );
}

/** Routes whose path names a thing that the suite cannot make: each of them would go untested. */
export function withoutCase(routes: readonly Route[], things: Record<string, unknown>): string[] {
  return routes
    .filter(({ params }) => params.some((param) => !(param in things)))
    .map(({ method, url }) => `${method} ${url}`);
}
