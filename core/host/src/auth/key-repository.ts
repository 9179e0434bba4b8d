import type { Database } from '../database/contract.js';

export type KeyPurpose = 'access' | 'refresh' | 'pepper';

export interface KeyRow {
  kid: string;
  purpose: KeyPurpose;
  material: Buffer;
  wrapped: boolean;
  retiredAt: Date | null;
}

export function createKeyRepository(db: Database) {
  return {
    list(): Promise<KeyRow[]> {
      return db.query<KeyRow>(
        'select kid, purpose, material, wrapped, retired_at as "retiredAt" from signing_keys order by created_at desc, kid desc',
      );
    },
    async insert(row: KeyRow): Promise<void> {
      await db.query('insert into signing_keys (kid, purpose, material, wrapped) values ($1, $2, $3, $4)', [
        row.kid,
        row.purpose,
        row.material,
        row.wrapped,
      ]);
    },
    async replace(row: KeyRow): Promise<void> {
      await db.query('update signing_keys set material = $2, wrapped = $3 where kid = $1', [
        row.kid,
        row.material,
        row.wrapped,
      ]);
    },
  };
}
