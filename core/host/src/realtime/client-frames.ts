import type { ClientFrame } from '@teambrain/protocol';
import type { ValidateFunction } from 'ajv';
import { Type } from 'typebox';
import { canonicalId } from '../ids.js';
import { problem } from '../transport/problem-error.js';
import type { Validators } from '../transport/validator.js';

const id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const channel = Type.String({ minLength: 3, maxLength: 128, pattern: '^[a-z][a-zA-Z]*:[^\\s:]+$' });
const strict = { additionalProperties: false };

/** What clients may send. Further fields are refused: nobody shall believe that a `seq` or an `actor` of theirs counts. */
export const clientFrameSchemas = {
  auth: Type.Object(
    { op: Type.Literal('auth'), token: Type.String({ minLength: 1, maxLength: 8192 }) },
    strict,
  ),
  sub: Type.Object(
    {
      op: Type.Literal('sub'),
      id,
      channel,
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
      epoch: Type.Optional(Type.String({ maxLength: 64 })),
    },
    strict,
  ),
  unsub: Type.Object({ op: Type.Literal('unsub'), id, channel }, strict),
  do: Type.Object(
    {
      op: Type.Literal('do'),
      id,
      action: Type.String({ minLength: 3, maxLength: 64 }),
      channel,
      data: Type.Optional(Type.Unknown()),
      clientId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    },
    strict,
  ),
  signal: Type.Object(
    {
      op: Type.Literal('signal'),
      channel,
      type: Type.String({ minLength: 1, maxLength: 64 }),
      data: Type.Unknown(),
    },
    strict,
  ),
} as const;

/** The frame with its channel spelled as the log spells it. */
function named(frame: ClientFrame): ClientFrame {
  if (!('channel' in frame)) return frame;
  const colon = frame.channel.indexOf(':') + 1;
  return { ...frame, channel: frame.channel.slice(0, colon) + canonicalId(frame.channel.slice(colon)) };
}

/** Makes the check of client frames. It throws `bad_request`: a client that sends such a frame breaks the protocol. */
export function createFrameReader(validators: Pick<Validators, 'compile'>) {
  const checks = new Map<unknown, ValidateFunction>(
    Object.entries(clientFrameSchemas).map(([op, schema]) => [op, validators.compile(schema)]),
  );

  return function readFrame(value: unknown): ClientFrame {
    const check = checks.get((value as { op?: unknown } | null)?.op);
    if (!check) throw problem('bad_request', 'The frame has no known "op".');
    if (check(value)) return named(value as ClientFrame);
    const [issue] = check.errors ?? [];
    throw problem(
      'bad_request',
      `The frame${issue?.instancePath ?? ''} ${issue?.message ?? 'is not valid'}.`,
    );
  };
}
