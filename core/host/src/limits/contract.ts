/** `bucket: 'auth'` counts per address and account, 5 a minute over all auth operations; others per actor and operation. */
export interface LimitRule {
  bucket?: 'auth' | 'default' | 'messages' | 'none';
  /** Requests a window; default by bucket (auth 5, default 100, messages 600), times `limits.factor`. */
  max?: number;
  /** Window in milliseconds. Default 60,000. */
  windowMs?: number;
}

export interface LimitState {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  reset: number;
}

export interface Limits {
  /**
   * Counts one use of `operation` by `key` (actor id, else address). Redis, else this instance's memory, which answers at
   * once. Never throws.
   */
  take(key: string, operation: string, rule?: LimitRule): LimitState | Promise<LimitState>;
}
