import { createHash, randomBytes } from 'node:crypto';

/** 128 bits, so that guessing is hopeless at any rate. */
export function newCode(): string {
  return randomBytes(16).toString('base64url');
}

/** What is kept of a code. Random input needs no salt and no slow hash. */
export function hashOf(code: string): Buffer {
  return createHash('sha256').update(`invite ${code}`).digest();
}
