import { type Static, Type } from 'typebox';

export const presenceConfig = Type.Object(
  {
    offlineDelay: Type.Integer({
      default: 2_000,
      minimum: 0,
      maximum: 60_000,
      description:
        'Milliseconds somebody may be gone, to reload a page for example, before others hear of it.',
    }),
    askTime: Type.Integer({
      default: 150,
      minimum: 10,
      maximum: 5_000,
      description: 'Milliseconds that other instances get to say who is in a room that nobody here has open.',
    }),
  },
  { additionalProperties: false },
);

export type PresenceConfig = Static<typeof presenceConfig>;
