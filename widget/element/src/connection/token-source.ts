export type GetToken = (context: { signal: AbortSignal }) => string | Promise<string>;

/** The functions that `setUser` made, and the host's for which they stand. */
export const givenBy = new WeakMap<GetToken, GetToken>();

/** Asks the host page's own backend for a token: `token-url`. The page's cookies go along, to its own origin only. */
export function tokenFromUrl(address: string): GetToken {
  return async ({ signal }) => {
    const response = await fetch(address, {
      signal,
      credentials: 'same-origin',
      headers: { accept: 'text/plain' },
    });
    if (!response.ok) throw new TokenError(response.status);
    return (await response.text()).trim();
  };
}

/** The host's backend gave no token: 401 and 403 mean that nobody is signed in there. */
export class TokenError extends Error {
  override name = 'TokenError';
  readonly status: number;

  constructor(status: number) {
    super(`The token address answered with status ${status}.`);
    this.status = status;
  }
}
