/** An error answer (RFC 9457), sent as `application/problem+json` or as MessagePack with the same fields. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  /** Field errors; `path` is a JSON pointer into the body, query or params. */
  errors?: { path: string; message: string }[];
  /** Seconds until a retry makes sense. */
  retryAfter?: number;
  /** The present state where a version or a client id clashes. */
  current?: unknown;
}
