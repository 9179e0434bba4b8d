import type { ErrFrame, Problem } from '@teambrain/protocol';
import {
  ApiError,
  AuthError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ValidationError,
} from './errors.js';
import { hintFor } from './hints.js';

type Make = new (message: string, details: Partial<Problem> & { status: number; code: string }) => ApiError;
const kinds: Record<number, Make> = {
  400: ValidationError,
  401: AuthError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  422: ValidationError,
  429: RateLimitError,
};

/** The error for an answer of the server; its message ends with what to do next. */
export function apiError(problem: Partial<Problem> & { status: number }): ApiError {
  const { status, code = `http_${status}`, detail, title, errors, retryAfter, requestId } = problem;
  const Kind = kinds[status] ?? ApiError;
  const fields = errors?.map((error) => `${error.path || '/'} ${error.message}`).join('; ');
  const message = [
    detail || title || `The server answered ${status}.`,
    fields && `(${fields})`,
    status === 429 ? `Wait ${retryAfter ?? 60} s before trying again.` : hintFor(status),
    `[${code}${requestId ? `, request ${requestId}` : ''}]`,
  ];
  return new Kind(message.filter(Boolean).join(' '), { ...problem, code });
}

/** A frame without a status is a refusal for good: what may pass says so. */
export function frameError({ status = 422, message, ...frame }: ErrFrame): ApiError {
  return apiError({ ...frame, status, detail: message });
}

/** Whether the same thing may succeed later: no answer, the server's trouble, too much at once, or signed out for now. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status >= 500 || [401, 408, 425, 429].includes(error.status);
}
