import { Readable } from 'node:stream';
import { actorOf, etagMatches, problem } from '@teambrain/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { eventParams, feedSchema, importReportSchema, roomParams } from '../../shared/schemas.js';
import { nothing, requestOf, tags } from '../events/routes.js';
import { eventsOperations as operations } from '../operations.js';
import { timesInvalid } from '../problems.js';
import { canonicalZone } from '../recurrence/zone/zones.js';
import { acceptCalendars, calendarTypes } from './body.js';
import type { CalendarFile, Exporting } from './exporting/service.js';
import type { Feeds } from './feeds/service.js';
import type { ImportCalendar } from './importing/service.js';

export interface CalendarDeps {
  importCalendar: ImportCalendar;
  exporting: Exporting;
  feeds: Feeds;
  maxBytes: number;
  /** Where people reach the server; else the address that the request came to. */
  publicUrl: string | undefined;
}

const calendarType = 'text/calendar; charset=utf-8';
const produces = ['text/calendar'];
/** A program that follows its own rhythm asks at most this often; ours is in the file. */
const feedCache = 'private, max-age=300';

interface InRoom {
  Params: { roomId: string };
}

export function addCalendarRoutes(app: FastifyInstance, deps: CalendarDeps): void {
  const { importCalendar, exporting, feeds } = deps;

  // A scope of its own: no other route shall read such bodies.
  app.register(async (scope) => {
    acceptCalendars(scope, deps.maxBytes);
    scope.post<InRoom & { Querystring: { timeZone?: string }; Body: Buffer }>(
      '/rooms/:roomId/events/import',
      {
        config: { operation: operations.import },
        schema: {
          tags,
          params: roomParams,
          querystring: importQuery,
          body: calendarBody,
          consumes: calendarTypes,
          response: { 200: importReportSchema },
        },
      },
      async (request) => {
        const { timeZone } = request.query;
        const home = timeZone === undefined ? undefined : canonicalZone(timeZone);
        if (home === null)
          throw timesInvalid('/timeZone', 'must be the name of a time zone, like Europe/Berlin');
        if (!Buffer.isBuffer(request.body))
          throw problem('unsupported_media_type', 'Send the calendar file as it is, as text/calendar.');
        return importCalendar(requestOf(request), request.body, home);
      },
    );
  });

  app.get<InRoom>(
    '/rooms/:roomId/events.ics',
    {
      config: { operation: operations.export, produces },
      schema: { tags, params: roomParams },
    },
    async (request, reply) => {
      const file = await exporting.room(requestOf(request).roomId);
      if (file === null) throw problem('not_found');
      return sendFile(request, reply, file);
    },
  );

  app.get<{ Params: { eventId: string } }>(
    '/events/:eventId/event.ics',
    {
      config: { operation: operations.exportOne, produces },
      schema: { tags, params: eventParams },
    },
    async (request, reply) => {
      const file = await exporting.event(request.params.eventId);
      if (file === null) throw problem('not_found');
      return reply.type(calendarType).header('content-disposition', attachment(file.name)).send(file.text);
    },
  );

  app.post<InRoom>(
    '/rooms/:roomId/events/feed',
    {
      config: { operation: operations.makeFeed, cacheControl: 'no-store' },
      schema: { tags, params: roomParams, response: { 201: feedSchema } },
    },
    async (request, reply) => {
      const { roomId, actor } = requestOf(request);
      const { secret, createdAt } = await feeds.make(roomId, actor.id);
      const base = deps.publicUrl ?? `${request.protocol}://${request.host}`;
      const url = `${base.replace(/\/+$/, '')}/v1/feeds/${secret}.ics`;
      return reply.code(201).send({ url, createdAt: createdAt.toISOString() });
    },
  );

  app.delete<InRoom>(
    '/rooms/:roomId/events/feed',
    {
      config: { operation: operations.endFeed },
      schema: { tags, params: roomParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await feeds.end(requestOf(request).roomId, actorOf(request).id);
      return reply.code(204).send();
    },
  );

  app.get<{ Params: { secret: string } }>(
    '/feeds/:secret.ics',
    {
      config: { operation: operations.feed, produces, credentials: 'none', cacheControl: feedCache },
      schema: { tags, params: Type.Object({ secret: Type.String({ maxLength: 128 }) }) },
    },
    async (request, reply) => sendFile(request, reply, await feeds.open(request.params.secret)),
  );
}

/** Bytes: what is in them is checked by reading them. */
const calendarBody = Type.Unsafe<Buffer>({ description: 'The calendar file (RFC 5545), in UTF-8.' });

const importQuery = Type.Object(
  {
    timeZone: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'IANA zone of whole days and of times without a zone; default the file’s own, else UTC.',
      }),
    ),
  },
  { additionalProperties: false },
);

function sendFile(request: FastifyRequest, reply: FastifyReply, file: CalendarFile): FastifyReply {
  reply.header('etag', file.etag);
  if (file.changedAt) reply.header('last-modified', file.changedAt.toUTCString());
  const known = request.headers['if-none-match'];
  if (known !== undefined && etagMatches(known, file.etag)) return reply.code(304).send();
  reply.type(calendarType).header('content-disposition', attachment(file.name));
  // Of no length, as the answer to GET: an empty text would announce an empty file.
  return reply.send(Readable.from(request.method === 'HEAD' ? [] : file.text()));
}

/** Names in both forms of RFC 6266: plain for old programs, and as it is. */
function attachment(name: string): string {
  const title = name.toWellFormed().slice(0, 100).trim() || 'calendar';
  const plain = title.replace(/[^A-Za-z0-9 ._-]/g, '_');
  const encoded = encodeURIComponent(title).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}.ics"; filename*=UTF-8''${encoded}.ics`;
}
