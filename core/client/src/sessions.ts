/**
 * False in a build whose tokens all come from the host page, and whose clients serve one user each, as those of the widget
 * for script tags do.
 */
export const keepsSessions: boolean = true;

/** Asks the server to keep the refresh token in an HttpOnly cookie. */
export function cookieOptions(cookie: boolean) {
  return cookie ? { credentials: 'include' as const, headers: { 'x-teambrain-session': 'cookie' } } : {};
}
