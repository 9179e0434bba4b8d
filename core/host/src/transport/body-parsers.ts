import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decodeMsgpack } from './msgpack.js';
import { msgpackTypes } from './negotiate.js';
import { problem } from './problem-error.js';
import { checkValue } from './value-bounds.js';

/** JSON and MessagePack bodies, both reduced to the JSON value set and to the same bounds. */
export function addBodyParsers(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();

  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (!isUtf8(request)) return done(problem('unsupported_media_type', 'Only UTF-8 is understood.'));
    parseJson(request, body as string, (error: Error | null, value?: unknown) => {
      if (error) return done(error);
      try {
        checkValue(value);
      } catch (refusal) {
        return done(refusal as Error);
      }
      done(null, value);
    });
  });

  app.addContentTypeParser(msgpackTypes, { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, decodeMsgpack(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function isUtf8(request: FastifyRequest): boolean {
  const type = request.headers['content-type'];
  if (type === undefined || type === 'application/json') return true;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}
