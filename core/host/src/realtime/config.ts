import { type Static, Type } from 'typebox';

/** Settings of sockets and of the channel log. */
export const realtimeConfig = Type.Object(
  {
    logDays: Type.Integer({
      default: 30,
      minimum: 1,
      maximum: 3650,
      description: 'Days that events stay in the channel log; clients that were away longer load a snapshot.',
    }),
    logEventsPerChannel: Type.Integer({
      default: 10_000,
      minimum: 500,
      maximum: 10_000_000,
      description: 'Newest events kept per channel, whatever their age.',
    }),
    origins: Type.Array(Type.String({ format: 'uri' }), {
      default: [],
      description:
        'Origins that may open sockets besides the own one (scheme, host and port). Empty: the own origin only.',
    }),
    socketsPerUser: Type.Integer({
      default: 20,
      minimum: 1,
      maximum: 100_000,
      description: 'Sockets one user may hold open at one instance.',
    }),
    unauthenticatedPerAddress: Type.Integer({
      default: 20,
      minimum: 1,
      maximum: 100_000,
      description: 'Sockets of one address that may wait for their auth frame; further ones queue up to 2 s.',
    }),
    framesPerSecond: Type.Integer({
      default: 200,
      minimum: 10,
      maximum: 1_000_000,
      description: 'Frames a second one socket may send on average; bursts of twice as many are let pass.',
    }),
    allBuffersBytes: Type.Integer({
      default: 134_217_728,
      minimum: 1_048_576,
      description:
        'Bytes that may wait to be sent on all sockets together; above it the worst sockets are closed.',
    }),
  },
  { additionalProperties: false },
);

export type RealtimeConfig = Static<typeof realtimeConfig>;
