/** What stands between a person and the panels. */
export type Phase =
  | 'idle'
  | 'connecting'
  | 'ready'
  | 'signed-out'
  | 'expired'
  | 'unreachable'
  | 'failed'
  | 'no-workspace';

interface ErrorLike {
  name?: string;
  status?: number;
  code?: string;
  message?: string;
  requestId?: string;
}

/** Errors are told apart by their fields and not by class: a host may bring a client from another copy of the SDK. */
export function readError(error: unknown): ErrorLike {
  return typeof error === 'object' && error !== null ? (error as ErrorLike) : { message: String(error) };
}

/** The phase that a failed start leads to. */
export function phaseOf(error: unknown): Phase {
  const { name, status } = readError(error);
  if (status === 401 || name === 'AuthError') return 'expired';
  if (name === 'TokenError') return status === 403 ? 'signed-out' : 'unreachable';
  if (name === 'NetworkError' || name === 'TimeoutError' || name === 'TypeError') return 'unreachable';
  return 'failed';
}

export function isGone(error: unknown): boolean {
  const { status } = readError(error);
  return status === 404 || status === 403;
}
