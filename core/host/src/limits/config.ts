import { type Static, Type } from 'typebox';

const max = (value: number, description: string) =>
  Type.Integer({ default: value, minimum: 1, description: `${description}, before \`limits.factor\`.` });

/** Section `limits` of the configuration. */
export const limitsConfig = Type.Object(
  {
    factor: Type.Number({
      default: 1,
      exclusiveMinimum: 0,
      maximum: 1_000_000,
      description: 'Multiplies every limit; for load tests.',
    }),
    auth: max(
      5,
      'Sign-ins, registrations and password resets a minute for each address and for each account',
    ),
    default: max(100, 'Requests a minute for each actor (else address) and operation'),
    messages: max(600, 'Message sends and reads a minute for each actor and operation'),
    refused: max(60, 'Unknown addresses and refused tokens a minute for each address'),
    operations: Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
      default: {},
      description: 'Requests in the window of single operations, by operation id: {"rooms.join": 20}.',
    }),
    memoryKeys: Type.Integer({
      default: 100_000,
      minimum: 1000,
      description: 'Counters that one instance keeps in memory; the oldest go first.',
    }),
  },
  { additionalProperties: false, default: {} },
);

export type LimitsConfig = Static<typeof limitsConfig>;
