import { bounds, closeCodes, subprotocols } from '@teambrain/protocol';
import { clientFrameSchemas } from './client-frames.js';
import type { Registry } from './registry.js';

/** An AsyncAPI 3 document of everything that passes the socket, from what plugins registered. */
export function describeChannels(registry: Registry): Record<string, unknown> {
  const channels = Object.fromEntries(
    registry.kinds().map(({ kind, scope, permission }) => [
      kind,
      {
        address: `${kind}:{id}`,
        description: permission
          ? `Needs ${permission} in the ${scope}.`
          : 'Open to the one whose id it carries.',
        parameters: { id: { description: `Id of the ${scope ?? kind}.` } },
        messages: Object.fromEntries(messagesOf(registry, kind)),
      },
    ]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'TeamBrain socket',
      version: '1',
      description: `GET /v1/ws with the subprotocol ${Object.values(subprotocols).join(' or ')}.`,
    },
    channels,
    'x-client-frames': clientFrameSchemas,
    'x-close-codes': closeCodes,
    'x-bounds': bounds,
  };
}

function messagesOf(registry: Registry, kind: string): [string, unknown][] {
  const actions = registry
    .actions()
    .filter(({ channel }) => channel === kind)
    .map(({ operation, data }): [string, unknown] => [
      operation.id,
      {
        summary: operation.summary,
        'x-frame': 'do',
        'x-permission': operation.permission,
        'x-limit': operation.limit,
        payload: data,
      },
    ]);
  const events = registry
    .events()
    .filter(({ channel }) => channel === kind)
    .map(({ type, summary, data }): [string, unknown] => [
      type,
      { summary, 'x-frame': 'event', payload: data },
    ]);
  const signals = registry
    .signals()
    .filter(({ channel }) => channel === kind)
    .map(({ type, summary, data, fromClients }): [string, unknown] => [
      `signal ${type}`,
      { summary, 'x-frame': 'signal', 'x-from-clients': fromClients ?? false, payload: data },
    ]);
  return [...actions, ...events, ...signals];
}
