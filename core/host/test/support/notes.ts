import { actorOf, definePlugin, type Operation, problemsOf } from '@teambrain/core';
import { Type } from 'typebox';

const operations = {
  list: { id: 'notes.list', summary: 'List notes', permission: 'notes.use' },
  create: { id: 'notes.create', summary: 'Create a note', permission: 'notes.use' },
  echo: { id: 'notes.echo', summary: 'Give back what was read', permission: 'public' },
  fail: { id: 'notes.fail', summary: 'Fail', permission: 'public' },
  large: { id: 'notes.large', summary: 'Answer with much', permission: 'public' },
  remove: { id: 'notes.remove', summary: 'Remove a note', permission: 'notes.use' },
} satisfies Record<string, Operation>;

const noteBody = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 1000 }),
  stars: Type.Integer({ minimum: 0, maximum: 5, default: 3 }),
  at: Type.Optional(Type.String({ format: 'date-time' })),
  owner: Type.Optional(Type.String({ format: 'uuid' })),
  tags: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
  place: Type.Optional(Type.Object({ name: Type.String() })),
  extra: Type.Optional(Type.Unknown()),
});

const note = Type.Object({
  text: Type.String(),
  stars: Type.Integer(),
  author: Type.String(),
  createdAt: Type.String({ format: 'date-time' }),
  place: Type.Union([Type.Object({ name: Type.String() }), Type.Null()]),
  tags: Type.Array(Type.String()),
});

export const notesProblem = problemsOf({ notes_full: { status: 409, title: 'No more notes fit.' } });

/** A small feature with every kind of route that the transport has to serve. */
export const notes = definePlugin({
  name: 'notes',
  version: '1.2.3',
  summary: 'Notes for tests',
  config: Type.Object({
    shelf: Type.Integer({ default: 7, minimum: 1, description: 'Notes that fit on a shelf.' }),
  }),
  permissions: [{ name: 'notes.use', scope: 'account', roles: ['user'], summary: 'Use notes' }],
  errors: { notes_full: { status: 409, title: 'No more notes fit.' } },
  migrations: [
    {
      name: '0001-create-notes',
      async up(db) {
        await db.query('CREATE TABLE notes (id serial PRIMARY KEY, text text NOT NULL)');
      },
      async down(db) {
        await db.query('DROP TABLE notes');
      },
    },
  ],
  setup(app, ctx) {
    app.post<{ Body: { text: string; stars: number; place?: { name: string }; tags?: string[] } }>(
      '/notes',
      { config: { operation: operations.create }, schema: { body: noteBody, response: { 201: note } } },
      async (request, reply) => {
        if (request.body.text === 'full')
          throw notesProblem('notes_full', undefined, { current: { shelf: ctx.config.shelf } });
        await ctx.db.query('INSERT INTO notes (text) VALUES ($1)', [request.body.text]);
        reply.code(201);
        const { text, stars, place = null, tags = [] } = request.body;
        const undeclared = { secret: 'never leaves', place: place && { ...place, secret: 'never leaves' } };
        return {
          author: actorOf(request).id,
          createdAt: new Date('2026-01-02T03:04:05.678Z'),
          text,
          stars,
          tags,
          ...undeclared,
        };
      },
    );
    app.get(
      '/notes',
      {
        config: { operation: operations.list },
        schema: { response: { 200: Type.Object({ items: Type.Array(Type.String()) }) } },
      },
      async () => ({
        items: (await ctx.db.query<{ text: string }>('SELECT text FROM notes ORDER BY id')).map(
          ({ text }) => text,
        ),
      }),
    );
    app.get<{ Querystring: { limit: number; deep: boolean; kinds: string[] }; Params: { word: string } }>(
      '/echo/:word',
      {
        config: { operation: operations.echo },
        schema: {
          params: Type.Object({ word: Type.String({ maxLength: 20 }) }),
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
            deep: Type.Boolean({ default: false }),
            kinds: Type.Array(Type.String(), { default: [] }),
          }),
          response: {
            200: Type.Object({
              word: Type.String(),
              limit: Type.Integer(),
              deep: Type.Boolean(),
              kinds: Type.Array(Type.String()),
            }),
          },
        },
      },
      async ({ params, query }) => ({ ...params, ...query }),
    );
    app.get<{ Querystring: { how: string } }>(
      '/fail',
      {
        config: { operation: operations.fail },
        schema: {
          querystring: Type.Object({ how: Type.String() }),
          response: { 200: Type.Object({ ok: Type.Boolean() }) },
        },
      },
      async ({ query }) => {
        if (query.how === 'sql') await ctx.db.query('SELECT secret_column FROM secret_table');
        if (query.how === 'throw') throw new Error('canary-7d1f in /srv/secret.ts');
        if (query.how === 'shape') return { ok: 'yes', more: 1 };
        return { ok: true };
      },
    );
    app.delete(
      '/notes/:noteId',
      {
        config: { operation: operations.remove },
        schema: {
          params: Type.Object({ noteId: Type.Integer({ minimum: 1 }) }),
          response: { 204: Type.Null() },
        },
      },
      async (_request, reply) => reply.code(204).send(),
    );
  },
});
