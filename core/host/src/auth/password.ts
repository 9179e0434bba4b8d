import { createHmac } from 'node:crypto';
import { availableParallelism } from 'node:os';
import bcrypt from 'bcrypt';
import { problem } from '../transport/problem-error.js';
import { isCommonPassword } from './weak-passwords.js';

const scheme = 'tb1$';

export interface PasswordOptions {
  pepper(): Buffer;
  cost: number;
  /** 0: one less than the cores, at least 1. */
  concurrency: number;
  maxQueue: number;
}

/**
 * Account and room passwords: bcrypt over an HMAC of the text. The HMAC removes bcrypt's cut at 72 bytes and its trouble
 * with NUL, and lists made for plain bcrypt do not fit. Hashes run in the thread pool behind a queue, so that a flood of
 * logins cannot take every thread from files and name look-ups.
 */
export function createPasswords(options: PasswordOptions) {
  const concurrency = options.concurrency || Math.max(1, availableParallelism() - 1);
  const waiting: (() => void)[] = [];
  let running = 0;

  async function queued<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) {
      if (waiting.length >= options.maxQueue) throw problem('rate_limited', undefined, { retryAfter: 2 });
      await new Promise<void>((turn) => waiting.push(turn));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  const prepare = (password: string) =>
    createHmac('sha256', options.pepper()).update(password.normalize('NFC')).digest('base64');

  /** A well-formed hash that nothing matches. */
  const impossible = `$2b$${String(options.cost).padStart(2, '0')}$${'e'.repeat(22)}${'e'.repeat(31)}`;

  return {
    async hash(password: string): Promise<string> {
      return scheme + (await queued(() => bcrypt.hash(prepare(password), options.cost)));
    },
    async verify(password: string, stored: string): Promise<boolean> {
      const usable = stored.startsWith(scheme);
      const hash = usable ? stored.slice(scheme.length) : impossible;
      const matches = await queued(() => bcrypt.compare(prepare(password), hash));
      return usable && matches;
    },
    /** Takes as long as a check, for an account that does not exist: the answer's time names nobody. */
    async verifyNothing(password: string): Promise<false> {
      await queued(() => bcrypt.compare(prepare(password), impossible));
      return false;
    },
    isOutdated(stored: string): boolean {
      return stored.startsWith(scheme) && bcrypt.getRounds(stored.slice(scheme.length)) !== options.cost;
    },
    get waiting(): number {
      return waiting.length;
    },
  };
}

export type Passwords = ReturnType<typeof createPasswords>;

/** 8 to 256 characters, and none of the first guesses. Throws `password_weak`. */
export function checkStrength(password: string, own: readonly string[] = []): void {
  const length = [...password.normalize('NFC')].length;
  if (length < 8) throw problem('password_weak', 'A password has at least 8 characters.');
  if (length > 256) throw problem('password_weak', 'A password has at most 256 characters.');
  if (isCommonPassword(password, own))
    throw problem('password_weak', 'This password is among the first guesses.');
}
