import type { Problem } from '@teambrain/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodeMsgpack } from './msgpack.js';
import type { ProblemError } from './problem-error.js';

/** The body of an error answer. */
export function problemBody(error: ProblemError, requestId: string): Problem {
  const { errors, retryAfter, current, members } = error.extra;
  return {
    ...members,
    type: `urn:teambrain:error:${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(errors ? { errors } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(current === undefined ? {} : { current }),
  };
}

/** Sends an error in the format that the request asked for. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: ProblemError): FastifyReply {
  const body = problemBody(error, request.id);
  reply.code(error.status).header('cache-control', 'no-store').removeHeader('etag');
  if (error.extra.retryAfter !== undefined) reply.header('retry-after', String(error.extra.retryAfter));
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  if (request.format === 'msgpack')
    return reply.type('application/msgpack').send(Buffer.from(encodeMsgpack(body)));
  return reply.type('application/problem+json; charset=utf-8').send(Buffer.from(JSON.stringify(body)));
}
