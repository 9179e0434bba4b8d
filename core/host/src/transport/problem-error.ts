import { coreErrorCodes, type ErrorCodeInfo, type Problem } from '@teambrain/protocol';

export interface ProblemExtra extends Partial<Pick<Problem, 'errors' | 'retryAfter' | 'current'>> {
  /** Members that this code has of its own, beside those of every problem: `{ freeSlots: [] }`. */
  members?: Readonly<Record<string, unknown>>;
}

/** The one error that routes, actions and services throw for an answer with a code. Everything else becomes 500. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  /** The public sentence of the code; `message` may say more about this case. */
  readonly title: string;
  readonly extra: ProblemExtra;

  constructor(code: string, info: ErrorCodeInfo, detail?: string, extra: ProblemExtra = {}) {
    super(detail ?? info.title);
    this.name = 'ProblemError';
    this.code = code;
    this.status = info.status;
    this.title = info.title;
    this.extra = extra;
  }
}

/** Makes `problem('not_found', detail?, extra?)` for a table of codes. Plugins call it with their own table. */
export function problemsOf<T extends Record<string, ErrorCodeInfo>>(table: T) {
  return (code: keyof T & string, detail?: string, extra?: ProblemExtra) =>
    new ProblemError(code, table[code] as ErrorCodeInfo, detail, extra);
}

/** Errors of the core's table. */
export const problem = problemsOf(coreErrorCodes);
