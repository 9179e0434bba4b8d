import { Type } from 'typebox';

/** Section `log` of the configuration. */
export const logConfig = Type.Object(
  {
    level: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      default: 'info',
      description: 'Least serious kind of line that is written.',
    }),
    requests: Type.Union([Type.Literal('all'), Type.Literal('slow'), Type.Literal('none')], {
      default: 'slow',
      description: 'Which requests get a line: every one, those that failed or took long, or none.',
    }),
    slowMs: Type.Integer({
      default: 1000,
      minimum: 1,
      description: 'Time from which a request counts as slow, in milliseconds.',
    }),
  },
  { additionalProperties: false, default: {} },
);

/** Section `docs` of the configuration. */
export const docsConfig = Type.Object(
  {
    enabled: Type.Boolean({
      default: true,
      description: 'Whether /openapi.json and /docs are served.',
    }),
  },
  { additionalProperties: false, default: {} },
);
