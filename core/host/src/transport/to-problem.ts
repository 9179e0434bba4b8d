import type { CoreErrorCode } from '@teambrain/protocol';
import type { FastifyError } from 'fastify';
import { databaseCode, databaseProblem } from '../database/errors.js';
import { ProblemError, problem } from './problem-error.js';

/** Statuses of the framework's own refusals (`FST_…`), by the code that carries them here. */
const codeOfStatus: Record<number, CoreErrorCode> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  413: 'payload_too_large',
  414: 'bad_request',
  415: 'unsupported_media_type',
  503: 'unavailable',
};

/** SQLSTATEs that a request can cause without a fault of the server: texts PostgreSQL cannot store, lost races. */
const codeOfSqlState: Record<string, CoreErrorCode> = {
  '22021': 'bad_request',
  '22P05': 'bad_request',
  '23505': 'conflict',
  '40001': 'unavailable',
  '40P01': 'unavailable',
};

type Unknown = Partial<FastifyError>;

/** Any thrown value as the answer to give. `unexpected`: nobody meant it; log it and count it. */
export function toProblem(thrown: unknown): { error: ProblemError; unexpected: boolean } {
  if (thrown instanceof ProblemError)
    return { error: thrown, unexpected: thrown.status >= 500 && thrown.code === 'internal' };
  const cause = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Unknown;
  if (cause.validation) return { error: validationProblem(cause), unexpected: false };

  const known = frameworkCode(cause) ?? codeOfSqlState[databaseCode(thrown) ?? ''];
  if (known) return { error: problem(known, detailOf(cause)), unexpected: false };
  const database = databaseProblem(thrown);
  if (database) return { error: database, unexpected: false };
  return { error: problem('internal'), unexpected: true };
}

function frameworkCode(cause: Unknown): CoreErrorCode | undefined {
  if (typeof cause.statusCode !== 'number') return undefined;
  const own = typeof cause.code === 'string' && cause.code.startsWith('FST_');
  // secure-json-parse gives a SyntaxError with a status and no code.
  return own || cause.name === 'SyntaxError' ? codeOfStatus[cause.statusCode] : undefined;
}

/** Only the framework's sentences are shown: messages of drivers name hosts, tables and values. */
function detailOf(cause: Unknown): string | undefined {
  const own = typeof cause.code === 'string' && cause.code.startsWith('FST_');
  return own && cause.message ? cause.message : undefined;
}

const maxFieldErrors = 20;

function validationProblem(cause: Unknown): ProblemError {
  const errors = (cause.validation ?? []).slice(0, maxFieldErrors).map((issue) => {
    const extra = issue.params?.additionalProperty ?? issue.params?.missingProperty;
    const path = typeof extra === 'string' ? `${issue.instancePath}/${pointer(extra)}` : issue.instancePath;
    return { path, message: issue.message ?? 'is not valid' };
  });
  const [first] = errors;
  const part = cause.validationContext === 'querystring' ? 'query' : (cause.validationContext ?? 'body');
  const detail = first ? `${part}${first.path} ${first.message}` : undefined;
  return problem('validation_failed', detail, { errors });
}

function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
