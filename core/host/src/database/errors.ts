import { type ProblemError, problem } from '../transport/problem-error.js';

interface Coded {
  code?: unknown;
  message?: unknown;
  name?: unknown;
  original?: unknown;
  cause?: unknown;
}

/** The error of the driver below Sequelize's wrapper. */
function driverError(error: unknown): Coded {
  const coded = error as Coded;
  return typeof coded?.original === 'object' && coded.original !== null ? (coded.original as Coded) : coded;
}

/** The SQLSTATE or system code of a database error, also of one that Sequelize wrapped: `23505`, `ECONNREFUSED`. */
export function databaseCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause } = driverError(error);
  if (typeof code === 'string' && /^([0-9A-Z]{5}|E[A-Z]+)$/.test(code)) return code;
  return cause === undefined ? undefined : databaseCode(cause);
}

/** The constraint that a unique, foreign key or check violation names. */
export function violatedConstraint(error: unknown): string | undefined {
  const { constraint } = driverError(error) as { constraint?: string };
  return constraint;
}

/** True for a violation of the unique constraint or index of this name, or of any. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    databaseCode(error) === '23505' && (constraint === undefined || violatedConstraint(error) === constraint)
  );
}

/** Deadlock and serialisation failure: nothing was written, the same transaction may succeed now. */
export function isRetryable(error: unknown): boolean {
  const code = databaseCode(error);
  return code === '40P01' || code === '40001';
}

// 08 connection, 53 resources (disk full, too many connections), 57P0x shut down or starting, 55P03 lock time-out,
// 25P03 idle in transaction, 25006 read-only (a standby after a failover), 58 system error (out of files).
const gone = /^(08|53|57P0|58)|^(25P03|25006|55P03)$/;
const systemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH']);
const texts =
  /Connection terminated|connection error|Client was closed|not queryable|timeout expired|ResourceRequest timed out|pool is draining|ConnectionManager\.getConnection was called after/;

/** True when the connection that gave this error can no longer be used. */
export function isBroken(error: unknown): boolean {
  const { message } = driverError(error);
  const code = databaseCode(error);
  if (typeof message === 'string' && (texts.test(message) || message === 'Query read timeout')) return true;
  return code !== undefined && (/^(08|57P0)/.test(code) || code === '25P03' || systemCodes.has(code));
}

/**
 * The answer for a database that is gone, full, locked or too slow: `unavailable` (503) or `timeout` (504). Null for
 * every other error. The original error is its `cause`.
 */
export function databaseProblem(error: unknown): ProblemError | null {
  if (typeof error !== 'object' || error === null) return null;
  const code = databaseCode(error);
  const { message, name } = driverError(error);
  const text = typeof message === 'string' ? message : '';
  if (code === '57014' || text === 'Query read timeout') return withCause(problem('timeout'), error);
  const unavailable =
    (code !== undefined && (gone.test(code) || systemCodes.has(code))) ||
    texts.test(text) ||
    (typeof name === 'string' && /^SequelizeConnection/.test(name)) ||
    /^SequelizeConnection/.test(String((error as Coded).name));
  return unavailable ? withCause(problem('unavailable', undefined, { retryAfter: 1 }), error) : null;
}

function withCause(made: ProblemError, cause: unknown): ProblemError {
  made.cause = cause;
  return made;
}
