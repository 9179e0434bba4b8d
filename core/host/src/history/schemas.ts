import type { Json } from '@teambrain/protocol';
import { type TObject, Type } from 'typebox';
import { userSchema } from '../auth/schemas.js';

/** Largest value of the `integer` column; one more would be an error of the database. */
const maxVersion = 2_147_483_647;

/** Any value of the JSON set, passed on as it is. */
const json = (description: string) => Type.Unsafe<Json>({ description });

const version = {
  version: Type.Integer(),
  author: Type.Union([userSchema, Type.Null()], { description: 'Null: the system, or nobody any more.' }),
  cause: Type.Union([Type.Literal('created'), Type.Literal('updated'), Type.Literal('restored')]),
  restoredFrom: Type.Optional(
    Type.Integer({ description: 'The version whose state this one has again; only with `restored`.' }),
  ),
  fields: Type.Array(Type.String(), { description: 'What differs from the version before.' }),
  createdAt: Type.String({ format: 'date-time' }),
};

export const versionSchema = Type.Object(version);

const page = <T extends TObject>(items: T) =>
  Type.Object({ items: Type.Array(items), nextCursor: Type.Union([Type.String(), Type.Null()]) });

export const versionPageSchema = page(versionSchema);

export const versionCreatedSchema = Type.Object({ id: Type.String({ format: 'uuid' }), ...version });

/** A snapshot of long ago may lack what its schema got later. */
export const versionStateSchema = (snapshot: TObject) =>
  Type.Object({ ...version, snapshot: Type.Partial(snapshot) });

const scalars = (description: string) =>
  Type.Optional(Type.Unsafe<(string | number | boolean)[]>({ type: 'array', items: {}, description }));

const change = {
  field: Type.String(),
  title: Type.String({ description: 'The field in words.' }),
  kind: Type.Union([Type.Literal('added'), Type.Literal('removed'), Type.Literal('changed')]),
  before: Type.Optional(json('Absent where there was none, and where it is too long to be repeated here.')),
  after: Type.Optional(json('As `before`.')),
  added: scalars('Of lists of texts or numbers: what came.'),
  removed: scalars('Of lists of texts or numbers: what went.'),
};

const text = Type.String({ description: 'The changes in English, one line for each.' });

export const diffSchema = Type.Object({
  from: Type.Integer({ description: '0: before there was anything.' }),
  to: Type.Integer(),
  changes: Type.Array(
    Type.Object({
      ...change,
      parts: Type.Optional(
        Type.Array(
          Type.Object({
            type: Type.Union([Type.Literal('same'), Type.Literal('added'), Type.Literal('removed')]),
            text: Type.String(),
          }),
          { description: 'Of texts, by words; a long one that was written anew is a single replacement.' },
        ),
      ),
    }),
  ),
  text,
});

export const changelogPageSchema = page(
  Type.Object({ ...version, changes: Type.Array(Type.Object(change)), text }),
);

export const listQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 64 })),
});

export const diffQuery = Type.Object({
  from: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: maxVersion,
      description: '0: before there was anything. Default: the version before `to`.',
    }),
  ),
  to: Type.Optional(Type.Integer({ minimum: 1, maximum: maxVersion, description: 'Default: the newest.' })),
});

export const rollbackBody = Type.Object({
  version: Type.Integer({ minimum: 1, maximum: maxVersion }),
  baseVersion: Type.Optional(Type.Integer({ minimum: 1, maximum: maxVersion })),
});

/** Params of a route by its path: the thing's own id is a UUID, what stands before it is checked by the right. */
export function paramsOf(path: string, idParam: string) {
  const names = [...path.matchAll(/:([A-Za-z]\w*)/g)].map(([, name]) => name as string);
  return Object.fromEntries(
    names.map((name) => [
      name,
      name === idParam ? Type.String({ format: 'uuid' }) : Type.String({ maxLength: 64 }),
    ]),
  );
}

export const versionParam = { version: Type.Integer({ minimum: 1, maximum: maxVersion }) };
