import { subprotocols, type WireFormat } from '@teambrain/protocol';
import type { FastifyRequest } from 'fastify';
import type { AppFacts } from '../embedding/contract.js';
import type { SocketPlace } from '../embedding/visitors.js';
import { canonicalOrigin } from '../transport/origin.js';
import { problem } from '../transport/problem-error.js';

export interface OriginPolicy {
  /** Origins that may open sockets besides the own one. */
  origins: readonly string[];
  /** The server's own address as browsers see it; without it the Host header of the request decides. */
  publicUrl?: string | undefined;
  /** An embed app by its public key; null: no such app. Absent: no apps on this server. */
  ofApp?: (appKey: string) => Promise<Pick<AppFacts, 'id' | 'origins' | 'enabled'> | null>;
  /** Told of an upgrade that was refused to a page that is not the app's. */
  onRefused?: (appId: string) => void;
}

/** Refuses tokens in the address, which ends up in logs. Only the public key of an embed app belongs there. */
export function checkQuery(request: FastifyRequest): string | undefined {
  const url = request.raw.url ?? '';
  const query = url.indexOf('?');
  if (query === -1) return undefined;
  const params = new URLSearchParams(url.slice(query + 1));
  for (const key of params.keys())
    if (key !== 'app')
      throw problem('bad_request', 'Tokens and other parameters do not belong in the address of the socket.');
  const app = params.get('app') ?? undefined;
  if (app !== undefined && !/^pk_[\w-]{1,64}$/.test(app))
    throw problem('bad_request', 'The app key is malformed.');
  return app;
}

/** Browsers name their origin; it must be allowed exactly. Other clients name none. */
export async function checkOrigin(
  request: FastifyRequest,
  app: string | undefined,
  policy: OriginPolicy,
): Promise<SocketPlace> {
  const { origin } = request.headers;
  if (app !== undefined) {
    const facts = await policy.ofApp?.(app);
    if (facts?.enabled && origin !== undefined && facts.origins.includes(origin))
      return { appId: facts.id, origin };
    if (facts) policy.onRefused?.(facts.id);
    throw problem('origin_refused');
  }
  if (origin === undefined) return {};
  if (!isCanonical(origin)) throw problem('origin_refused');
  const own = policy.publicUrl ? new URL(policy.publicUrl).origin : `${request.protocol}://${request.host}`;
  const allowed = origin === own || policy.origins.some((known) => canonicalOrigin(known) === origin);
  if (!allowed) throw problem('origin_refused');
  return { origin };
}

function isCanonical(origin: string): boolean {
  try {
    return canonicalOrigin(origin) === origin;
  } catch {
    return false;
  }
}

/** The first subprotocol of ours that the client offers; JSON when it offers none at all. */
export function chooseFormat(request: FastifyRequest): WireFormat {
  const offered = request.headers['sec-websocket-protocol'];
  if (offered === undefined) return 'json';
  const names = offered.split(',').map((name) => name.trim());
  const format = (['json', 'msgpack'] as const)
    .filter((name) => names.includes(subprotocols[name]))
    .sort((a, b) => names.indexOf(subprotocols[a]) - names.indexOf(subprotocols[b]))[0];
  if (!format)
    throw problem('bad_request', `Offer the subprotocol ${Object.values(subprotocols).join(' or ')}.`);
  return format;
}
