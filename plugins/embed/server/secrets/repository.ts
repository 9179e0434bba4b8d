import type { Database } from '@teambrain/core';

export interface SecretRow {
  id: string;
  appId: string;
  material: Buffer;
  sealed: boolean;
  createdAt: Date;
  expiresAt: Date | null;
}

const columns =
  'id, app_id as "appId", material, sealed, created_at as "createdAt", expires_at as "expiresAt"';

/** Signing secrets of apps, as they lie in the database. */
export function createSecretsRepository(db: Database) {
  return {
    /** Those that are still valid, the newest first. */
    async valid(appIds: readonly string[]): Promise<SecretRow[]> {
      return db.query<SecretRow>(
        `select ${columns} from embed_secrets
         where app_id = any($1::uuid[]) and (expires_at is null or expires_at > now())
         order by created_at desc, id desc`,
        [appIds],
      );
    },
    async insert(secret: Pick<SecretRow, 'id' | 'appId' | 'material' | 'sealed'>): Promise<void> {
      await db.query('insert into embed_secrets (id, app_id, material, sealed) values ($1, $2, $3, $4)', [
        secret.id,
        secret.appId,
        secret.material,
        secret.sealed,
      ]);
    },
    /** Makes everything but the newest expire: one old secret after `seconds`, older ones at once. */
    async expireOthers(appId: string, newestId: string, seconds: number): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `with old as (
           select id, row_number() over (order by created_at desc, id desc) as age from embed_secrets
           where app_id = $1 and id <> $2)
         delete from embed_secrets s using old where s.id = old.id and old.age > 1 returning s.id`,
        [appId, newestId],
      );
      await db.query(
        `update embed_secrets set expires_at = least(expires_at, now() + make_interval(secs => $3))
         where app_id = $1 and id <> $2`,
        [appId, newestId, seconds],
      );
      return rows.map(({ id }) => id);
    },
    async remove(appId: string, id: string): Promise<boolean> {
      const rows = await db.query('delete from embed_secrets where app_id = $1 and id = $2 returning id', [
        appId,
        id,
      ]);
      return rows.length === 1;
    },
    /** Secrets of before there was something to seal them with. */
    async unsealed(): Promise<SecretRow[]> {
      return db.query<SecretRow>(`select ${columns} from embed_secrets where not sealed`);
    },
    async replace(secret: Pick<SecretRow, 'id' | 'material' | 'sealed'>): Promise<void> {
      await db.query('update embed_secrets set material = $2, sealed = $3 where id = $1', [
        secret.id,
        secret.material,
        secret.sealed,
      ]);
    },
    async deleteExpired(): Promise<void> {
      await db.query("delete from embed_secrets where expires_at < now() - interval '1 day'");
    },
  };
}

export type SecretsRepository = ReturnType<typeof createSecretsRepository>;
