import Fastify from 'fastify';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { serializers } from '../../src/transport/serializers.js';
import { createValidators } from '../../src/transport/validator.js';

const body = Type.Object({ n: Type.Integer({ default: 3 }) }, { additionalProperties: false });
const faulty = { type: 'object', properties: { n: { type: 'nothing' } } };
const part = (schema: object, httpPart: string) => ({ schema, httpPart, method: 'POST', url: '/' }) as never;

describe.each([true, false])('compiled with eager = %j', (eager) => {
  it('a validator judges, fills in and explains', () => {
    const { compile, compiler } = createValidators({ eager });
    for (const check of [compile(body), compiler(part(body, 'body'))] as ReturnType<typeof compile>[]) {
      const value = {};
      expect(check(value)).toBe(true);
      expect(value).toEqual({ n: 3 });
      expect(check({ n: 'x', m: 1 })).toBe(false);
      expect(check.errors?.map(({ keyword }) => keyword).sort()).toEqual(['additionalProperties', 'type']);
      expect(check({ n: 4 })).toBe(true);
      expect(check.errors).toBeNull();
    }
    const query = compiler(part(Type.Object({ n: Type.Integer() }), 'querystring')) as typeof check;
    const check = compile(body);
    expect(query({ n: '5' })).toBe(true);
    expect(query({ n: '1e999' })).toBe(false);
  });

  it('a faulty schema is found at once, or by its first value', () => {
    const { compile } = createValidators({ eager });
    if (eager) expect(() => compile(faulty)).toThrow();
    else expect(() => compile(faulty)({})).toThrow();
  });

  it('an answer holds what its schema declares, and a faulty schema ends the boot or the answer', async () => {
    const app = Fastify({
      schemaController: { compilersFactory: { buildSerializer: serializers({ eager }) } },
    });
    const response = { 200: Type.Object({ n: Type.Integer() }) };
    app.get('/', { schema: { response } }, async () => ({ n: 1, secret: 2 }));
    expect((await app.inject('/')).json()).toEqual({ n: 1 });
    const other = Fastify({
      schemaController: { compilersFactory: { buildSerializer: serializers({ eager }) } },
    });
    const broken = { 200: { type: 'object', properties: { n: { $ref: '#/nowhere/at/all' } } } };
    other.get('/', { schema: { response: broken } }, async () => ({ n: 1 }));
    if (eager) await expect(other.ready()).rejects.toThrow();
    else expect((await other.inject('/')).statusCode).toBe(500);
  });
});
