import { Type } from 'typebox';

const strict = { additionalProperties: false } as const;
const id = Type.String({ format: 'uuid' });
const status = Type.Union([Type.Literal('online'), Type.Literal('away'), Type.Literal('offline')]);

export const roomParams = Type.Object({ roomId: id });

export const presenceEntrySchema = Type.Object({
  userId: id,
  status,
  since: Type.String({ format: 'date-time' }),
});

export const presenceListSchema = Type.Object({
  items: Type.Array(presenceEntrySchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const typingSchema = Type.Object({ on: Type.Boolean() }, strict);

/** What clients send is `status` alone, online or away; what they get names whose status it is. */
export const presenceSignalSchema = Type.Object(
  {
    status,
    userId: Type.Optional(id),
    others: Type.Optional(Type.Array(Type.Object({ userId: id, status }, strict))),
  },
  strict,
);
