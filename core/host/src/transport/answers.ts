import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { etagMatches, weakEtag } from './etag.js';
import { encodeMsgpack } from './msgpack.js';
import { compileProjection, type Project } from './projection.js';
import type { Validators } from './validator.js';

export interface Answer {
  /** Sets the cache header and, for MessagePack, the serializer. */
  prepare(request: FastifyRequest, reply: FastifyReply): void;
  /** For reads: a weak ETag of the bytes, and 304. */
  send?: NonNullable<Exclude<RouteOptions['onSend'], unknown[]>>;
}

/** What a route does to its answers; compiled once per route. */
export function createAnswer(route: RouteOptions, validators: Validators): Answer {
  const { cacheControl = 'private, no-cache' } = route.config ?? {};
  const pack = route.config?.produces === undefined ? createPacker(route, validators) : undefined;
  const isRead = route.method === 'GET' || route.method === 'HEAD';
  return {
    prepare(request, reply) {
      if (cacheControl !== null) reply.header('cache-control', cacheControl);
      if (request.format === 'msgpack' && pack) reply.serializer(packing(pack, reply));
    },
    ...(isRead && !cacheControl?.includes('no-store') ? { send: addEtag } : {}),
  };
}

/** Fastify's type asks for text; a Buffer is sent as it is. */
function packing(pack: (reply: FastifyReply, payload: unknown) => Buffer, reply: FastifyReply) {
  return ((payload: unknown) => pack(reply, payload)) as unknown as (payload: unknown) => string;
}

function addEtag(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
) {
  if (reply.statusCode !== 200 || !(typeof payload === 'string' || Buffer.isBuffer(payload)))
    return done(null, payload);
  let etag = reply.getHeader('etag');
  if (typeof etag !== 'string') {
    etag = weakEtag(payload);
    reply.header('etag', etag);
  }
  const known = request.headers['if-none-match'];
  if (known === undefined || !etagMatches(known, etag)) return done(null, payload);
  reply.code(304).removeHeader('content-type');
  done(null, null);
}

/** Projects by the response schema of the status, as the JSON serializer does, and packs. */
function createPacker(
  route: RouteOptions,
  validators: Validators,
): (reply: FastifyReply, payload: unknown) => Buffer {
  const schemas = (route.schema?.response ?? {}) as Record<string, object>;
  const projects = new Map<number, Project>();

  function projectFor(status: number): Project {
    let project = projects.get(status);
    if (project) return project;
    const group = `${Math.floor(status / 100)}xx`;
    const key =
      Object.keys(schemas).find((name) => name === String(status)) ??
      Object.keys(schemas).find((name) => name.toLowerCase() === group || name === 'default');
    project = compileProjection(key === undefined ? {} : (schemas[key] as object), (schema) =>
      validators.compile(schema),
    );
    projects.set(status, project);
    return project;
  }

  return (reply, payload) => {
    reply.type('application/msgpack');
    return encodeMsgpack(projectFor(reply.statusCode)(payload));
  };
}
