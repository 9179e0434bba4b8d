import { Type } from 'typebox';

export const metaQuery = Type.Object({
  workspace: Type.Optional(Type.String({ maxLength: 100, description: 'Id or slug of a workspace.' })),
  room: Type.Optional(Type.String({ format: 'uuid', description: 'Id of a room.' })),
  app: Type.Optional(Type.String({ maxLength: 100, description: 'Public key of an embed app.' })),
});

export const metaAnswer = Type.Object({
  name: Type.String(),
  version: Type.String(),
  api: Type.String(),
  epoch: Type.String(),
  serverTime: Type.String({ format: 'date-time' }),
  plugins: Type.Record(Type.String(), Type.Object({ version: Type.String() })),
  permissions: Type.Array(Type.String()),
  limits: Type.Object({ maxBodyBytes: Type.Integer() }, { additionalProperties: Type.Integer() }),
  registration: Type.Union([Type.Literal('open'), Type.Literal('invite'), Type.Literal('closed')]),
  passwordReset: Type.Boolean({
    description: 'Whether somebody who forgot the password can ask for a link.',
  }),
});

export const checksAnswer = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'failing']),
  checks: Type.Record(Type.String(), Type.Enum(['ok', 'failing'])),
});
