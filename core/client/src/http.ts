import type { Problem } from '@teambrain/protocol';
import { apiError } from './api-error.js';
import { json } from './codec.js';
import type { Codec, RequestOptions } from './contract.js';
import { AbortError, ApiError, NetworkError, TimeoutError, takenOver } from './errors.js';
import { keepsSessions } from './sessions.js';
import { delay, jitter } from './wait.js';

/** A wrong password, or another guest's secret, says nothing about the token, and a second try would count as one. */
const aboutOthers = /^(credentials|embed_guest)_invalid$/;

export interface HttpOptions {
  url: string;
  codec: Codec;
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
  retries: number;
  /** The access token, made anew where it must be; null while signed out. */
  token(): Promise<string | null>;
  /** Forgets a token that the server refused. */
  refused(token: string): void;
  /** Goes up when somebody else may be here. */
  turn(): number;
}
/** `anonymous` requests carry no token. */
export type HttpRequest = <T>(
  method: string,
  path: string,
  options?: RequestOptions & { anonymous?: boolean; credentials?: RequestCredentials },
) => Promise<T>;

export function createHttp(http: HttpOptions): HttpRequest {
  async function once(
    method: string,
    path: string,
    options: Parameters<HttpRequest>[2] & object,
    token: string | null,
  ) {
    const { body, signal, credentials } = options;
    const stop = new AbortController();
    const abort = () => stop.abort();
    const timer = setTimeout(abort, http.timeoutMs);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    try {
      const response = await http.fetch(`${http.url}/v1${path}${queryOf(options.query)}`, {
        method,
        credentials: credentials ?? 'omit',
        signal: stop.signal,
        headers: {
          accept: `${http.codec.contentType}, application/json;q=0.5, application/problem+json;q=0.5`,
          ...(body !== undefined && {
            'content-type': body instanceof Blob ? body.type : http.codec.contentType,
          }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...options.headers,
        },
        body: body === undefined || body instanceof Blob ? body : http.codec.encode(body),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { response, value: bodyOf(response, bytes) };
    } catch (cause) {
      if (signal?.aborted) throw new AbortError(`${method} ${path} was aborted by its signal.`, { cause });
      if (stop.signal.aborted) {
        throw new TimeoutError(
          `${method} ${path} had no answer within ${http.timeoutMs} ms. Try again, or raise timeoutMs.`,
          { cause },
        );
      }
      throw new NetworkError(
        `${method} ${path} did not reach ${http.url}. Check the network, the url and the server's allowed origins.`,
        { cause },
      );
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  function bodyOf(response: Response, bytes: Uint8Array): unknown {
    if (bytes.length === 0) return undefined;
    const type = response.headers.get('content-type') ?? '';
    if (response.ok && /^text\/(?!html)/.test(type)) return new TextDecoder().decode(bytes);
    try {
      return (type.includes('json') ? json : http.codec).decode(bytes);
    } catch (cause) {
      // A proxy's HTML page, for example: an error answer keeps its status, anything else is no answer.
      if (!response.ok) return undefined;
      throw cause;
    }
  }

  return async function request<T>(
    method: string,
    path: string,
    options: Parameters<HttpRequest>[2] = {},
  ): Promise<T> {
    const repeatable =
      options.idempotent || method === 'GET' || !!(options.body as { clientId?: string })?.clientId;
    const turn = keepsSessions && http.turn();
    let renewed = false;
    for (let attempt = 0; ; ) {
      const token = options.anonymous ? null : await http.token();
      // What one user began is not repeated in the name of the next.
      if (keepsSessions && !options.anonymous && turn !== http.turn()) throw takenOver();
      let error: Error;
      let waitMs = jitter(attempt, 300, 5_000);
      try {
        const { response, value } = await once(method, path, options, token);
        if (response.ok) return value as T;
        const seconds = Number(response.headers.get('retry-after')) || undefined;
        const answer = apiError({
          retryAfter: seconds,
          requestId: response.headers.get('x-request-id') ?? undefined,
          ...(value as Partial<Problem>),
          status: response.status,
        });
        if (response.status === 401 && token && !renewed && !aboutOthers.test(answer.code)) {
          renewed = true;
          http.refused(token);
          continue;
        }
        if (answer.retryAfter) waitMs = answer.retryAfter * 1_000;
        error = answer;
      } catch (cause) {
        error = cause as Error;
      }
      const passing =
        error instanceof ApiError
          ? error.status === 429 || error.status >= 500
          : !(error instanceof AbortError);
      // A wait longer than the caller would have waited for an answer is the caller's to decide.
      if (!passing || !repeatable || attempt++ >= http.retries || waitMs > http.timeoutMs) throw error;
      await delay(waitMs, options.signal).catch(() => {
        throw new AbortError(`${method} ${path} was aborted by its signal.`);
      });
    }
  };
}

function queryOf(query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0
    ? ''
    : `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`;
}
