import fastJson from 'fast-json-stringify';
import { type TSchema, Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { compileProjection } from '../../src/transport/projection.js';
import { createValidators } from '../../src/transport/validator.js';

const { compile } = createValidators();
const project = (schema: TSchema, value: unknown) =>
  compileProjection(schema, (part) => compile(part))(value);

const leaf = Type.Object({ id: Type.String(), size: Type.Optional(Type.Integer()) });
const tree = Type.Cyclic(
  { Token: Type.Object({ type: Type.String(), children: Type.Optional(Type.Array(Type.Ref('Token'))) }) },
  'Token',
);

describe('the projection of an answer', () => {
  it.each<[string, TSchema, unknown]>([
    ['drops keys that are not declared', leaf, { id: 'a', secret: 1 }],
    [
      'drops them in lists',
      Type.Array(leaf),
      [
        { id: 'a', secret: 1 },
        { id: 'b', size: 2, secret: 1 },
      ],
    ],
    [
      'drops them in nested objects',
      Type.Object({ inner: Type.Object({ leaf }) }),
      { inner: { leaf: { id: 'a', secret: 1 }, secret: 1 } },
    ],
    ['leaves absent optional keys out', leaf, { id: 'a', size: undefined }],
    [
      'writes dates as instants',
      Type.Object({ at: Type.String({ format: 'date-time' }) }),
      { at: new Date(0) },
    ],
    [
      'keeps null where it is declared',
      Type.Object({ leaf: Type.Union([leaf, Type.Null()]) }),
      { leaf: null },
    ],
    [
      'projects the object of a nullable',
      Type.Object({ leaf: Type.Union([leaf, Type.Null()]) }),
      { leaf: { id: 'a', secret: 1 } },
    ],
    ['projects the values of a record', Type.Record(Type.String(), leaf), { a: { id: 'a', secret: 1 } }],
    ['keeps what is open', Type.Object({ any: Type.Unknown() }), { any: { a: [1, { b: 'c' }] } }],
    [
      'keeps declared extra keys',
      Type.Object({ a: Type.String() }, { additionalProperties: true }),
      { a: 'x', b: { c: 1 } },
    ],
    [
      'joins the parts of an intersection',
      Type.Intersect([leaf, Type.Object({ more: Type.String() })]),
      { id: 'a', more: 'b', secret: 1 },
    ],
    [
      'follows a schema into itself',
      tree,
      { type: 'a', secret: 1, children: [{ type: 'b', children: [{ type: 'c', secret: 1 }] }] },
    ],
    [
      'chooses the branch of a union that fits',
      Type.Object({
        thing: Type.Union([
          Type.Object({ kind: Type.Literal('a'), one: Type.String() }),
          Type.Object({ kind: Type.Literal('b'), two: Type.String() }),
        ]),
      }),
      { thing: { kind: 'b', two: 'x' } },
    ],
  ])('%s, as the JSON serializer does', (_name, schema, value) => {
    const viaJson = JSON.parse(fastJson(schema as object)(value));
    expect(project(schema, value)).toEqual(viaJson);
    expect(JSON.stringify(project(schema, value))).not.toContain('secret');
  });
});
