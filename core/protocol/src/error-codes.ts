/**
 * Every error code that the core answers with. Plugins add their own tables of the same form
 * (`shared/errors.ts`); `docs/errors.md` lists them all and a test holds the two equal.
 * Codes are lower snake_case, stable, and never reused once retired.
 */
export interface ErrorCodeInfo {
  /** HTTP status that carries the code. */
  status: number;
  /** The public sentence: what happened. */
  title: string;
  /** Whether the same request may succeed later without a change. */
  retryable?: boolean;
}

export const coreErrorCodes = {
  bad_request: { status: 400, title: 'The request is malformed.' },
  validation_failed: { status: 400, title: 'The request does not fit its schema.' },
  unauthenticated: { status: 401, title: 'A valid access token is required.' },
  credentials_invalid: { status: 401, title: 'The login or the password is wrong.' },
  token_expired: { status: 401, title: 'The token has expired.' },
  session_revoked: { status: 401, title: 'The session has ended.' },
  forbidden: { status: 403, title: 'The actor may not do this.' },
  registration_closed: { status: 403, title: 'This server does not take registrations.' },
  origin_refused: { status: 403, title: 'Requests from this origin are not allowed.' },
  not_found: { status: 404, title: 'There is no such thing, or the actor may not see it.' },
  plugin_disabled: { status: 404, title: 'The feature is switched off.' },
  method_not_allowed: { status: 405, title: 'The method is not supported here.' },
  not_acceptable: { status: 406, title: 'None of the accepted formats is available.' },
  conflict: { status: 409, title: 'The change clashes with the present state.' },
  already_registered: { status: 409, title: 'The e-mail address or the username is taken.' },
  version_conflict: { status: 409, title: 'Somebody else changed it first.' },
  idempotency_conflict: { status: 409, title: 'The client id was used with another body.' },
  payload_too_large: { status: 413, title: 'The request is larger than allowed.' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported.' },
  unprocessable: { status: 422, title: 'The request is well-formed but cannot be carried out.' },
  password_weak: { status: 422, title: 'The password is too common or too short.' },
  rate_limited: { status: 429, title: 'Too many requests.', retryable: true },
  mail_not_configured: {
    status: 501,
    title: 'This server sends no mail; an administrator can make the link.',
  },
  internal: { status: 500, title: 'The server failed.', retryable: true },
  unavailable: { status: 503, title: 'The server cannot answer now.', retryable: true },
  plugin_suspended: {
    status: 503,
    title: 'The feature is suspended after repeated faults.',
    retryable: true,
  },
  timeout: { status: 504, title: 'The server took too long.', retryable: true },
} as const satisfies Record<string, ErrorCodeInfo>;

export type CoreErrorCode = keyof typeof coreErrorCodes;
