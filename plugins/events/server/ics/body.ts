import { problem } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { eventProblem } from '../problems.js';

export const calendarTypes = ['text/calendar', 'application/octet-stream'];

/** Reads calendar files as bytes, up to a number of them: more are refused as soon as they are announced or come. */
export function acceptCalendars(scope: FastifyInstance, maxBytes: number): void {
  const refusal = () =>
    eventProblem(
      'event_calendar_too_large',
      `A calendar file may have ${maxBytes.toLocaleString('en')} bytes.`,
    );
  scope.addContentTypeParser(calendarTypes, (request, payload, done) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
      return done(problem('unsupported_media_type', 'Only UTF-8 is understood.'));
    if (Number(request.headers['content-length']) > maxBytes) return done(refusal());
    const chunks: Buffer[] = [];
    let bytes = 0;
    let settled = false;
    const settle = (error: Error | null, body?: Buffer) => {
      if (settled) return;
      settled = true;
      done(error, body);
    };
    payload.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) settle(refusal());
      else if (!settled) chunks.push(chunk);
    });
    payload.on('end', () => settle(null, Buffer.concat(chunks)));
    payload.on('error', (error) => settle(error));
  });
}
