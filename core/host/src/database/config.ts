import { Type } from 'typebox';

/** Section `database` of the configuration. */
export const databaseConfig = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        description:
          'Address of a PostgreSQL server, postgres://user:password@host:5432/name. Without it the embedded database runs.',
      }),
    ),
    dataDir: Type.String({
      default: './teambrain-data',
      minLength: 1,
      description: 'Directory of the embedded database, or `memory` for one that is gone at the end.',
    }),
    pool: Type.Integer({
      default: 10,
      minimum: 2,
      maximum: 200,
      description: 'Connections of one instance.',
    }),
    statementTimeout: Type.Integer({
      default: 5_000,
      minimum: 100,
      description: 'Longest time for one statement, in milliseconds; on a PostgreSQL server only.',
    }),
    lockTimeout: Type.Integer({
      default: 2_000,
      minimum: 50,
      description: 'Longest wait for a row or table lock, in milliseconds; on a PostgreSQL server only.',
    }),
    idleInTransactionTimeout: Type.Integer({
      default: 10_000,
      minimum: 100,
      description: 'Longest silence inside a transaction before it is undone, in milliseconds.',
    }),
  },
  { additionalProperties: false },
);
