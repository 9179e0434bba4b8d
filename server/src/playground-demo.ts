import type { FastifyInstance } from 'fastify';
import type { DemoApp, DemoVisitor } from './demo/app.js';

const visitorQuery = {
  type: 'object',
  required: ['user', 'name'],
  additionalProperties: false,
  properties: {
    user: { type: 'string', minLength: 1, maxLength: 64 },
    name: { type: 'string', minLength: 1, maxLength: 80 },
    role: { type: 'string', enum: ['member', 'viewer'], default: 'member' },
  },
} as const;

/**
 * The playground on a server with sample data needs no account: this server signs for whoever asks, as visitors of the
 * demo's own app, in rooms that hold nothing but sample data. Pages of other sites may not ask.
 */
export function addPlaygroundDemo(app: FastifyInstance, demo: () => DemoApp | undefined): void {
  app.get('/playground/demo', async (_request, reply) => {
    const found = demo();
    reply.header('cache-control', 'no-store');
    return found ? { app: found.key } : reply.code(204).send();
  });

  app.post<{ Querystring: DemoVisitor }>(
    '/playground/token',
    { schema: { querystring: visitorQuery } },
    async (request, reply) => {
      const found = demo();
      const from = request.headers['sec-fetch-site'];
      reply.header('cache-control', 'no-store');
      if (!found) return reply.code(404).send();
      if (from !== undefined && from !== 'same-origin') return reply.code(403).send();
      return reply.type('text/plain; charset=utf-8').send(await found.sign(request.query));
    },
  );
}
