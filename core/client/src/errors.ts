import type { Problem } from '@teambrain/protocol';

/** Base of everything that the client throws. */
export class TeamBrainError extends Error {
  override name = 'TeamBrainError';
}

/** The server answered with an error. `code` is stable; `docs/errors.md` lists them all. */
export class ApiError extends TeamBrainError {
  override name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** Names the request in the server's log. */
  readonly requestId: string | undefined;
  /** Seconds until a retry makes sense. */
  readonly retryAfter: number | undefined;
  /** Field errors, with JSON pointers into what was sent. */
  readonly errors: { path: string; message: string }[];
  /** The answer as it came; `current` holds the present state of a version clash. */
  readonly details: Partial<Problem>;

  constructor(message: string, details: Partial<Problem> & { status: number; code: string }) {
    super(message);
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
    this.errors = details.errors ?? [];
    this.details = details;
  }
}
/** 401: sign in again, or check what `getToken` gives. */
export class AuthError extends ApiError {
  override name = 'AuthError';
}
/** 403 */
export class PermissionError extends ApiError {
  override name = 'PermissionError';
}
/** 404: not there, or not visible to this user. */
export class NotFoundError extends ApiError {
  override name = 'NotFoundError';
}
/** 409: somebody was faster; `details.current` is the present state where there is one. */
export class ConflictError extends ApiError {
  override name = 'ConflictError';
}
/** 400 and 422: `errors` names the fields. */
export class ValidationError extends ApiError {
  override name = 'ValidationError';
}
/** 429: wait `retryAfter` seconds. */
export class RateLimitError extends ApiError {
  override name = 'RateLimitError';
}
/** No answer came: the write may or may not have been stored. */
export class NetworkError extends TeamBrainError {
  override name = 'NetworkError';
}
export class TimeoutError extends TeamBrainError {
  override name = 'TimeoutError';
}
/** The caller's signal, `discard()` or `close()` ended it. */
export class AbortError extends TeamBrainError {
  override name = 'AbortError';
}

/** What one user began is not finished in the name of the next. */
export const takenOver = () => new AbortError('Another user took over meanwhile.');
