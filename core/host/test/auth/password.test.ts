import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPasswords } from '../../src/auth/password.js';
import { isCommonPassword } from '../../src/auth/weak-passwords.js';

const make = (options: object = {}) => {
  const pepper = randomBytes(32);
  return createPasswords({ pepper: () => pepper, cost: 4, concurrency: 1, maxQueue: 4, ...options });
};

describe('password hashes', () => {
  it('fit their password and no other, and carry the name of the scheme', async () => {
    const passwords = make();
    const hash = await passwords.hash('correct horse');
    expect(hash).toMatch(/^tb1\$\$2b\$04\$/);
    expect(await passwords.verify('correct horse', hash)).toBe(true);
    expect(await passwords.verify('correct horsf', hash)).toBe(false);
    expect(await passwords.verify('correct horse', hash.slice(4))).toBe(false);
    expect(await passwords.verifyNothing('correct horse')).toBe(false);
  });

  it('see every byte: behind the 72nd, and behind a zero', async () => {
    const passwords = make();
    const long = 'x'.repeat(100);
    expect(await passwords.verify(`${long}b`, await passwords.hash(`${long}a`))).toBe(false);
    expect(await passwords.verify('a\0c', await passwords.hash('a\0b'))).toBe(false);
  });

  it('take both spellings of a composed letter', async () => {
    const passwords = make();
    expect(await passwords.verify('cafe\u0301 pass', await passwords.hash('caf\u00e9 pass'))).toBe(true);
  });

  it('are worth nothing without the pepper', async () => {
    expect(await make().verify('correct horse', await make().hash('correct horse'))).toBe(false);
  });

  it('know when their cost is not the configured one', async () => {
    const passwords = make();
    const hash = await passwords.hash('correct horse');
    expect(passwords.isOutdated(hash)).toBe(false);
    expect(make({ cost: 5 }).isOutdated(hash)).toBe(true);
  });

  it('wait in a bounded queue; the next one is told to come back', async () => {
    const passwords = make();
    const waiting = Array.from({ length: 5 }, () => passwords.hash('correct horse'));
    await expect(passwords.hash('one too many')).rejects.toMatchObject({
      code: 'rate_limited',
      extra: { retryAfter: 2 },
    });
    expect(await Promise.all(waiting)).toHaveLength(5);
    expect(passwords.waiting).toBe(0);
    expect(await passwords.hash('after that')).toContain('tb1$');
  });

  it('cost as much for an account that does not exist', async () => {
    const passwords = make({ cost: 8 });
    const hash = await passwords.hash('correct horse');
    const took = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    let real = Number.POSITIVE_INFINITY;
    let dummy = Number.POSITIVE_INFINITY;
    const ratio = () => Math.max(real, dummy) / Math.min(real, dummy);
    // The quickest of many, taken in turn: a busy machine only ever adds time.
    for (let round = 0; round < 20 || (round < 200 && ratio() >= 1.5); round++) {
      real = Math.min(real, await took(() => passwords.verify('wrong', hash)));
      dummy = Math.min(dummy, await took(() => passwords.verifyNothing('wrong')));
    }
    expect(ratio()).toBeLessThan(1.5);
  });
});

describe('first guesses', () => {
  it.each([
    'password',
    'Password123!',
    'p4ssw0rd2024',
    'qwerty12345',
    '1q2w3e4r5t',
    'abcdefgh',
    '87654321',
    'dragondragon',
    '!!monkey!!',
    'abcabcabc',
    '19841225',
  ])('knows %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    'correct horse battery staple',
    'Tr0ub4dor&3',
    'kJ8#mQ2$vL5',
    'wo wohnt der wolf',
    '\u4f60\u597d\u4e16\u754c\u518d\u89c1\u670b\u53cb',
  ])('lets %s through', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it('knows the names of the account', () => {
    expect(isCommonPassword('grace.hopper', ['grace.hopper'])).toBe(true);
    expect(isCommonPassword('hopper1906!', ['hopper'])).toBe(true);
    expect(isCommonPassword('hopper1906!', ['lovelace'])).toBe(false);
  });
});
