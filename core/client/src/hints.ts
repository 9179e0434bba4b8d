const hints: Record<number, string> = {
  400: 'Correct what was sent.',
  401: 'Sign in again, or check what getToken returns.',
  403: 'Ask an admin of the room or workspace for the right.',
  404: 'Check the id, and that this user may see it.',
  409: 'Load it again, then repeat the change.',
  422: 'Change what was sent; the same again will be refused again.',
};

/** What a developer may do about an answer of this status. The widget for script tags is built without. */
export function hintFor(status: number): string {
  return hints[status] ?? 'Try again later; the request id finds it in the server log.';
}
