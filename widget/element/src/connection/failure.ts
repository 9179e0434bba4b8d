/** What stands between a person and the panels. `refused`: this server, for a reason that it names, and not for the visitor. */
export type Phase =
  | 'idle'
  | 'connecting'
  | 'ready'
  | 'signed-out'
  | 'expired'
  | 'unreachable'
  | 'refused'
  | 'failed'
  | 'no-workspace';

interface ErrorLike {
  name?: string;
  status?: number;
  code?: string;
  message?: string;
  requestId?: string;
  cause?: unknown;
}

/** Errors are told apart by their fields and not by class: a host may bring a client from another copy of the SDK. */
export function readError(error: unknown): ErrorLike {
  return typeof error === 'object' && error !== null ? (error as ErrorLike) : { message: String(error) };
}

/** The phase that a failed start leads to. */
export function phaseOf(error: unknown): Phase {
  const { name, status, code, cause } = readError(error);
  if (code === 'embed_identity_required') return 'signed-out';
  if (/^(embed_|origin_refused)/.test(code ?? '')) return 'refused';
  if (name === 'TokenError') return status === 401 || status === 403 ? 'signed-out' : 'unreachable';
  if (status === 401 || name === 'AuthError') return 'expired';
  if (name === 'NetworkError' || name === 'TimeoutError' || name === 'TypeError') return 'unreachable';
  // What the page's own token source threw comes wrapped.
  return cause ? phaseOf(cause) : 'failed';
}

export function isGone(error: unknown): boolean {
  const { status } = readError(error);
  return status === 404 || status === 403;
}
