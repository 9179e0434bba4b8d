import { type Logger, pino } from 'pino';

const redacted = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'code',
];
const maxText = 2000;

const cut = (text: unknown): string | undefined =>
  typeof text === 'string' ? text.slice(0, maxText) : undefined;

/** Only what tells where and why: drivers hang SQL, parameters and connection options on their errors. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error, message: cut(String(error)) };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: cut(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: cut(error.stack),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/** The log of the server: one JSON line each, without query strings, tokens, bodies or driver details. */
export function createLog(options: { level: string; stream?: { write(line: string): void } }): Logger {
  return pino(
    {
      level: options.level,
      base: undefined,
      redact: { paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
      serializers: {
        err: describeError,
        error: describeError,
        req: (request: { method?: string; routeOptions?: { url?: string }; id?: string }) => ({
          method: request.method,
          route: request.routeOptions?.url,
          requestId: request.id,
        }),
        res: (reply: { statusCode?: number }) => ({ statusCode: reply.statusCode }),
      },
    },
    options.stream ?? pino.destination({ dest: 1, sync: false }),
  );
}
