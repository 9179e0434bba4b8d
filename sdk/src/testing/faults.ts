/** What is to go wrong. Counters go down by one each time; all are zero or off at first. */
export interface Faults {
  /** Writes over the socket that are carried out, but whose answer is lost with the connection. */
  dropAck: number;
  /** Writes over HTTP that are carried out, but whose answer is lost. */
  dropResponse: number;
  /** Requests answered 401, as after a revoked token. */
  unauthorized: number;
  /** Exchanges of a host's token, or a guest, answered 401. */
  exchangeRefused: number;
  /** Requests and actions answered 429 with this many seconds. */
  rateLimited: { times: number; retryAfter: number };
  /** Requests and actions answered 503. */
  unavailable: number;
  /** No request and no connection gets through. */
  offline: boolean;
  /** Milliseconds that every answer and frame takes. */
  delayMs: number;
  /** Refuses these sends for good: a predicate of the text. */
  refuse: (text: string) => boolean;
  /** Sends the event of a write before (default) or after its answer. */
  eventAfterAck: boolean;
}

export function noFaults(): Faults {
  return {
    dropAck: 0,
    dropResponse: 0,
    unauthorized: 0,
    exchangeRefused: 0,
    rateLimited: { times: 0, retryAfter: 1 },
    unavailable: 0,
    offline: false,
    delayMs: 0,
    refuse: () => false,
    eventAfterAck: false,
  };
}

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number | undefined;
  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Throws what the faults ask for. */
export function meet(faults: Faults, anonymous: boolean): void {
  if (faults.unavailable > 0) {
    faults.unavailable--;
    throw new Refusal(503, 'unavailable', 'The server cannot answer now.');
  }
  if (faults.rateLimited.times > 0) {
    faults.rateLimited.times--;
    throw new Refusal(429, 'rate_limited', 'Too many requests.', faults.rateLimited.retryAfter);
  }
  if (!anonymous && faults.unauthorized > 0) {
    faults.unauthorized--;
    throw new Refusal(401, 'token_expired', 'The token has expired.');
  }
}
