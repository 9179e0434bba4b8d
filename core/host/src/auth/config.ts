import { type Static, Type } from 'typebox';

/** Section `auth` of the server's configuration. */
export const authConfig = Type.Object(
  {
    registration: Type.Union(
      [Type.Literal('auto'), Type.Literal('open'), Type.Literal('invite'), Type.Literal('closed')],
      {
        default: 'auto',
        description:
          'Who may register: `open` everybody, `invite` holders of an invitation, `closed` nobody. `auto` is open in development and invite in production.',
      },
    ),
    accessTtl: Type.Integer({
      default: 900,
      minimum: 1,
      maximum: 3600,
      description: 'Lifetime of an access token in seconds.',
    }),
    refreshTtl: Type.Integer({
      default: 604_800,
      minimum: 60,
      maximum: 7_776_000,
      description: 'Seconds for which an unused refresh token stays valid; each refresh starts them anew.',
    }),
    refreshGrace: Type.Integer({
      default: 10,
      minimum: 0,
      maximum: 60,
      description:
        'Seconds in which the same client gets the same pair again for a refresh token it already used.',
    }),
    bcryptCost: Type.Integer({
      default: 12,
      minimum: 4,
      maximum: 16,
      description: 'Cost of password hashes, as a power of two of rounds. Production refuses less than 10.',
    }),
    hashConcurrency: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 64,
      description:
        'Password hashes computed at once. 0 means one less than the processor has cores, at least 1.',
    }),
    hashQueue: Type.Integer({
      default: 64,
      minimum: 1,
      maximum: 10_000,
      description: 'Password hashes that may wait for their turn; the next one is answered with 429.',
    }),
  },
  { additionalProperties: false, default: {} },
);

export type AuthConfig = Static<typeof authConfig>;
