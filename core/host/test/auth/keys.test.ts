import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrapKey, wrapKey } from '../../src/auth/key-wrap.js';
import { loadKeys } from '../../src/auth/keys.js';
import { authMigrations } from '../../src/auth/migrations.js';
import { createUserRepository } from '../../src/auth/user-repository.js';
import type { Database } from '../../src/database/contract.js';
import { createDatabase } from '../../src/database/database.js';
import { migrate, migrateDown } from '../../src/database/migrate.js';

const log = pino({ level: 'silent' });
const secret = 'a secret that is long enough to wrap keys';
const sets = [{ plugin: 'auth', migrations: authMigrations }];
let db: Database;

beforeAll(async () => {
  db = await createDatabase({ dataDir: 'memory', log });
  await migrate(db, sets, log);
});
afterAll(() => db.close());

describe('signing keys', () => {
  it('are made once, and the same for everybody who asks', async () => {
    const [first, second] = await Promise.all([loadKeys(db, undefined, log), loadKeys(db, undefined, log)]);
    expect(first.access).toHaveLength(1);
    expect(first.access[0]?.material).toHaveLength(32);
    expect(second).toEqual(first);
    expect(first.pepper.equals(first.refresh)).toBe(false);
  });

  it('are wrapped as soon as there is a secret, and stay what they were', async () => {
    const plain = await loadKeys(db, undefined, log);
    expect(await loadKeys(db, secret, log)).toEqual(plain);
    const rows = await db.query<{ material: Buffer; wrapped: boolean }>(
      'select material, wrapped from signing_keys',
    );
    expect(rows.every(({ wrapped }) => wrapped)).toBe(true);
    expect(rows.some(({ material }) => material.includes(plain.pepper))).toBe(false);
    expect(await loadKeys(db, secret, log)).toEqual(plain);
  });

  it('refuse to open without the secret, or with another one', async () => {
    await loadKeys(db, secret, log);
    await expect(loadKeys(db, undefined, log)).rejects.toMatchObject({ code: 'signing_keys_locked' });
    await expect(loadKeys(db, `${secret}.`, log)).rejects.toThrow(/TEAMBRAIN_SECRET is not the one/);
  });

  it('cannot be swapped between rows', () => {
    const material = Buffer.from('0123456789abcdef0123456789abcdef');
    const wrapped = wrapKey(material, secret, 'k1:access');
    expect(unwrapKey(wrapped, secret, 'k1:access')).toEqual(material);
    expect(() => unwrapKey(wrapped, secret, 'k1:pepper')).toThrow();
  });
});

describe('the tables of accounts', () => {
  it('go and come back', async () => {
    const fresh = await createDatabase({ dataDir: 'memory', log });
    await migrate(fresh, sets, log);
    await migrateDown(fresh, sets, log);
    await migrate(fresh, sets, log);
    expect(await createUserRepository(fresh).claimFact('first-admin', 'x')).toBe(true);
    expect(await createUserRepository(fresh).claimFact('first-admin', 'y')).toBe(false);
    await fresh.close();
  });
});
