import { Op } from 'sequelize';
import type { Database } from '../database/contract.js';
import { UserModel } from './models/user-model.js';

export interface NewUser {
  id: string;
  username: string;
  usernameKey: string;
  displayName: string;
  email?: string;
  emailKey?: string;
  kind: 'user' | 'guest' | 'bot';
  serverRoles?: readonly string[];
  passwordHash?: string;
  source?: string;
  sourceId?: string;
}

export type Insertion = 'inserted' | 'username_taken' | 'email_taken' | 'source_taken';

const constraints: Record<string, Insertion> = {
  users_username_key_key: 'username_taken',
  users_email_key_key: 'email_taken',
  users_source_source_id_key: 'source_taken',
};

/** Reads and writes accounts. */
export function createUserRepository(db: Database) {
  const users = () => db.model(UserModel);

  return {
    async find(id: string): Promise<UserModel | null> {
      return users().findByPk(id);
    },
    async findByLogin(key: { usernameKey: string } | { emailKey: string }): Promise<UserModel | null> {
      return users().findOne({ where: { ...key } });
    },
    async findBySource(source: string, sourceId: string): Promise<UserModel | null> {
      return users().findOne({ where: { source, sourceId } });
    },
    async byIds(ids: readonly string[]): Promise<UserModel[]> {
      return users().findAll({ where: { id: { [Op.in]: [...ids] } }, raw: true });
    },
    /** One statement; which unique name was taken comes back as the answer. */
    async insert(user: NewUser): Promise<Insertion> {
      const rows = await db.query<{ id: string }>(
        `insert into users (id, username, username_key, display_name, email, email_key, kind, server_roles,
           password_hash, source, source_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11)
         on conflict do nothing returning id`,
        [
          user.id,
          user.username,
          user.usernameKey,
          user.displayName,
          user.email ?? null,
          user.emailKey ?? null,
          user.kind,
          user.serverRoles ?? [],
          user.passwordHash ?? null,
          user.source ?? null,
          user.sourceId ?? null,
        ],
      );
      if (rows.length > 0) return 'inserted';
      const [taken] = await db.query<{ by: Insertion }>(
        `select case when source = $3 and source_id = $4 then 'source_taken'
                     when email_key = $2 then 'email_taken' else 'username_taken' end as by
         from users where username_key = $1 or email_key = $2 or (source = $3 and source_id = $4)
         order by by desc limit 1`,
        [user.usernameKey, user.emailKey ?? null, user.source ?? null, user.sourceId ?? null],
      );
      return taken?.by ?? 'username_taken';
    },
    /** Changes the profile where the version still fits. Null: it does not. */
    async updateProfile(
      id: string,
      change: { username?: string; usernameKey?: string; displayName?: string },
      baseVersion: number,
    ): Promise<boolean> {
      const [count] = await users().update(
        { ...change, version: baseVersion + 1 },
        { where: { id, version: baseVersion, deactivatedAt: null } },
      );
      return count === 1;
    },
    /** Of an account without a password. False: it shows this already, or there is no such account. */
    async describe(
      id: string,
      { displayName, avatarUrl }: { displayName?: string | undefined; avatarUrl?: string | null | undefined },
    ): Promise<boolean> {
      const rows = await db.query(
        `update users set display_name = coalesce($2, display_name),
           avatar_url = case when $4 then $3 else avatar_url end, version = version + 1, updated_at = now()
         where id = $1 and password_hash is null and source is not null
           and (display_name is distinct from coalesce($2, display_name)
             or ($4 and avatar_url is distinct from $3))
         returning id`,
        [id, displayName ?? null, avatarUrl ?? null, avatarUrl !== undefined],
      );
      return rows.length === 1;
    },
    /** Of an account without a password, made from elsewhere. */
    async discard(id: string): Promise<boolean> {
      const rows = await db.query(
        'delete from users where id = $1 and password_hash is null and source is not null returning id',
        [id],
      );
      return rows.length === 1;
    },
    async setPassword(id: string, passwordHash: string, options: { endTokens: boolean }): Promise<number> {
      const [row] = await db.query<{ tokenVersion: number }>(
        `update users set password_hash = $2, token_version = token_version + $3, updated_at = now()
         where id = $1 returning token_version as "tokenVersion"`,
        [id, passwordHash, options.endTokens ? 1 : 0],
      );
      return row?.tokenVersion ?? 0;
    },
    /** The active administrators, locked until the transaction ends. */
    async lockAdmins(): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select id from users where 'admin' = any(server_roles) and deactivated_at is null
         order by id for update`,
      );
      return rows.map(({ id }) => id);
    },
    async setActive(id: string, active: boolean): Promise<void> {
      await db.query(
        `update users set deactivated_at = case when $2 then null else now() end,
           token_version = token_version + 1, version = version + 1, updated_at = now()
         where id = $1`,
        [id, active],
      );
    },
    async setAdmin(id: string, admin: boolean): Promise<void> {
      await db.query(
        `update users set server_roles = array_remove(server_roles, 'admin')
             || case when $2 then array['admin'] else '{}'::text[] end,
           version = version + 1, updated_at = now()
         where id = $1`,
        [id, admin],
      );
    },
    /** True for exactly one caller in the life of a database. */
    async claimFact(name: string, value: string): Promise<boolean> {
      const rows = await db.query(
        'insert into server_facts (name, value) values ($1, $2) on conflict do nothing returning name',
        [name, value],
      );
      return rows.length === 1;
    },
    async hasFact(name: string): Promise<boolean> {
      const rows = await db.query('select 1 as found from server_facts where name = $1', [name]);
      return rows.length === 1;
    },
    async addSetupToken(hash: Buffer, seconds: number): Promise<void> {
      await db.query(
        'insert into setup_tokens (hash, expires_at) values ($1, now() + make_interval(secs => $2))',
        [hash, seconds],
      );
    },
    async useSetupToken(hash: Buffer): Promise<boolean> {
      const rows = await db.query(
        `update setup_tokens set used_at = now()
         where hash = $1 and used_at is null and expires_at > now() returning hash`,
        [hash],
      );
      return rows.length === 1;
    },
  };
}

export type UserRepository = ReturnType<typeof createUserRepository>;

/** The unique name that a failed write ran into, if that was its trouble. */
export function takenBy(error: unknown): Insertion | undefined {
  const cause = (error as { parent?: { constraint?: string } }).parent ?? (error as { constraint?: string });
  return constraints[cause.constraint ?? ''];
}
