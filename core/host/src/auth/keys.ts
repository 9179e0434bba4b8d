import { randomBytes } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../database/contract.js';
import { newId } from '../ids.js';
import { createKeyRepository, type KeyPurpose, type KeyRow } from './key-repository.js';
import { unwrapKey, wrapKey } from './key-wrap.js';

export interface SigningKey {
  kid: string;
  material: Buffer;
}

export interface Keys {
  /** Newest first; the first one signs, all of them verify. */
  access: readonly SigningKey[];
  refresh: Buffer;
  pepper: Buffer;
}

const purposes: readonly KeyPurpose[] = ['access', 'refresh', 'pepper'];
const labelOf = (row: Pick<KeyRow, 'kid' | 'purpose'>) => `${row.kid}:${row.purpose}`;

/**
 * Reads the server's keys, made at the first start and shared by all instances through the database. With a secret they
 * are kept wrapped; plain ones from before are wrapped now. Throws when the secret does not open them.
 */
export async function loadKeys(
  db: Database,
  secret: string | undefined,
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
): Promise<Keys> {
  const repository = createKeyRepository(db);
  const present = await repository.list();
  if (isComplete(present) && !present.some((row) => isToWrap(row, secret))) return opened(present, secret);
  return db.exclusive('auth.signing-keys', async () => {
    const rows = await repository.list();
    for (const purpose of purposes) {
      if (rows.some((row) => isCurrent(row, purpose))) continue;
      const row = seal(
        { kid: newId(), purpose, material: randomBytes(32), wrapped: false, retiredAt: null },
        secret,
      );
      await repository.insert(row);
      rows.push(row);
      log.info({ purpose, kid: row.kid, wrapped: row.wrapped }, 'made a signing key');
    }
    for (const row of rows.filter((row) => isToWrap(row, secret))) {
      await repository.replace(seal(row, secret));
      log.info({ purpose: row.purpose, kid: row.kid }, 'wrapped a signing key with TEAMBRAIN_SECRET');
    }
    return opened(rows, secret);
  });
}

const isCurrent = (row: KeyRow, purpose: KeyPurpose) => row.purpose === purpose && row.retiredAt === null;
const isComplete = (rows: readonly KeyRow[]) =>
  purposes.every((purpose) => rows.some((row) => isCurrent(row, purpose)));
const isToWrap = ({ wrapped }: KeyRow, secret: string | undefined) => !wrapped && secret !== undefined;

function opened(rows: readonly KeyRow[], secret: string | undefined): Keys {
  const plain = rows.map((row) => ({ ...row, material: open(row, secret) }));
  const of = (purpose: KeyPurpose) =>
    plain
      .filter((row) => row.purpose === purpose)
      .sort((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null));
  return {
    access: of('access').map(({ kid, material }) => ({ kid, material })),
    refresh: (of('refresh')[0] as KeyRow).material,
    pepper: (of('pepper')[0] as KeyRow).material,
  };
}

function seal(row: KeyRow, secret: string | undefined): KeyRow {
  if (secret === undefined || row.wrapped) return row;
  return { ...row, material: wrapKey(row.material, secret, labelOf(row)), wrapped: true };
}

function open(row: KeyRow, secret: string | undefined): Buffer {
  if (!row.wrapped) return row.material;
  if (secret === undefined)
    throw keysLocked(
      'they are wrapped and TEAMBRAIN_SECRET is not set. Set it to the value of the first start.',
    );
  try {
    return unwrapKey(row.material, secret, labelOf(row));
  } catch {
    throw keysLocked(
      'TEAMBRAIN_SECRET is not the one they were wrapped with. Set it to the value of the first start.',
    );
  }
}

function keysLocked(reason: string): Error {
  return Object.assign(new Error(`auth: the signing keys in the database cannot be opened: ${reason}`), {
    code: 'signing_keys_locked',
  });
}
