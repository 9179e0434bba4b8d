import { Op } from 'sequelize';
import type { Database } from '../database/contract.js';
import type { Actor } from './contract.js';
import { SessionModel } from './models/session-model.js';

export interface SessionState {
  id: string;
  userId: string;
  kind: 'user' | 'guest' | 'bot';
  serverRoles: string[];
  tokenVersion: number;
  embed: Actor['embed'] | null;
  /** Not ended, not expired, its account not deactivated. */
  alive: boolean;
}

export interface NewSession {
  id: string;
  userId: string;
  userAgent: string | null;
  binding: Buffer;
  embed?: Actor['embed'];
  /** Absent: a session without refresh. */
  refreshHash?: Buffer;
  seconds: number;
}

export interface RefreshRow {
  sessionId: string;
  userId: string;
  counter: number;
  currentCounter: number;
  binding: Buffer | null;
  alive: boolean;
  tokenVersion: number;
  rotatedAt: number;
  secondsSinceRotation: number;
}

export function createSessionRepository(db: Database) {
  return {
    /** Returns the second in which it began, by the database's clock. */
    async insert(session: NewSession): Promise<number> {
      const [row] = await db.query<{ at: number }>(
        `insert into sessions (id, user_id, user_agent, client_binding, embed, expires_at)
         values ($1, $2, $3, $4, $5::jsonb, now() + make_interval(secs => $6))
         returning floor(extract(epoch from rotated_at))::float8 as at`,
        [
          session.id,
          session.userId,
          session.userAgent,
          session.binding,
          session.embed ? JSON.stringify(session.embed) : null,
          session.seconds,
        ],
      );
      if (session.refreshHash) await this.addRefresh(session.refreshHash, session.id, 0);
      return row?.at ?? 0;
    },
    async addRefresh(hash: Buffer, sessionId: string, counter: number): Promise<void> {
      await db.query('insert into refresh_tokens (hash, session_id, counter) values ($1, $2, $3)', [
        hash,
        sessionId,
        counter,
      ]);
    },
    /**
     * Locks the family of a refresh token. The counter on the session decides whether the token is current: it is read
     * again after the lock was waited for, which the token's own row would not be.
     */
    async lockRefresh(hash: Buffer): Promise<RefreshRow | undefined> {
      const [row] = await db.query<RefreshRow>(
        `select s.id as "sessionId", s.user_id as "userId", t.counter, s.refresh_counter as "currentCounter",
           s.client_binding as binding,
           (s.ended_at is null and s.expires_at > now() and u.deactivated_at is null) as alive,
           u.token_version as "tokenVersion",
           floor(extract(epoch from s.rotated_at))::float8 as "rotatedAt",
           extract(epoch from clock_timestamp() - s.rotated_at)::float8 as "secondsSinceRotation"
         from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
         where t.hash = $1 for update of s`,
        [hash],
      );
      return row;
    },
    async rotate(
      sessionId: string,
      client: { userAgent: string | null; binding: Buffer | null },
      seconds: number,
    ): Promise<number> {
      const [row] = await db.query<{ at: number }>(
        `update sessions set refresh_counter = refresh_counter + 1, rotated_at = clock_timestamp(),
           last_seen_at = clock_timestamp(), user_agent = $2, client_binding = $3,
           expires_at = clock_timestamp() + make_interval(secs => $4)
         where id = $1 returning floor(extract(epoch from rotated_at))::float8 as at`,
        [sessionId, client.userAgent, client.binding, seconds],
      );
      return row?.at ?? 0;
    },
    async counter(sessionId: string): Promise<number> {
      const [row] = await db.query<{ counter: number }>(
        'select refresh_counter as counter from sessions where id = $1',
        [sessionId],
      );
      return row?.counter ?? 0;
    },
    async states(ids: readonly string[]): Promise<SessionState[]> {
      return db.query<SessionState>(
        `select s.id, s.user_id as "userId", u.kind, u.server_roles as "serverRoles",
           u.token_version as "tokenVersion", s.embed,
           (s.ended_at is null and s.expires_at > now() and u.deactivated_at is null) as alive
         from sessions s join users u on u.id = s.user_id where s.id = any($1::uuid[])`,
        [ids],
        { name: 'auth.session-states' },
      );
    },
    /** Ends live sessions of a user; returns the ids of those that were live. */
    async endOf(
      userId: string,
      reason: string,
      which: { only?: string; except?: string } = {},
    ): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `update sessions set ended_at = now(), ended_reason = $2
         where user_id = $1 and ended_at is null and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4)
         returning id`,
        [userId, reason, which.only ?? null, which.except ?? null],
      );
      return rows.map(({ id }) => id);
    },
    /** Ends live sessions of an embed app, or some of them; returns the ids of those that were live. */
    async endEmbedded(
      which: { appId: string; userId?: string; secretId?: string },
      reason: string,
    ): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `update sessions set ended_at = now(), ended_reason = $2
         where embed ->> 'appId' = $1 and ended_at is null and ($3::uuid is null or user_id = $3)
           and ($4::text is null or embed ->> 'secretId' = $4)
         returning id`,
        [which.appId, reason, which.userId ?? null, which.secretId ?? null],
      );
      return rows.map(({ id }) => id);
    },
    /** Adds rooms to what live sessions of a visitor reach; returns the ids of these sessions. */
    async addEmbedRooms(appId: string, userId: string, roomIds: readonly string[]): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `update sessions set embed = jsonb_set(embed, '{rooms}', (
           select jsonb_agg(distinct room) from (
             select jsonb_array_elements_text(coalesce(embed -> 'rooms', '[]'::jsonb)) as room
             union select unnest($3::text[])) as rooms))
         where embed ->> 'appId' = $1 and user_id = $2 and ended_at is null
         returning id`,
        [appId, userId, roomIds],
      );
      return rows.map(({ id }) => id);
    },
    async listLive(userId: string, limit: number): Promise<SessionModel[]> {
      return db.model(SessionModel).findAll({
        where: { userId, endedAt: null, expiresAt: { [Op.gt]: new Date() } },
        order: [['lastSeenAt', 'DESC']],
        limit,
      });
    },
    async deleteOld(days: number): Promise<void> {
      await db.query(
        `delete from sessions where coalesce(ended_at, expires_at) < now() - make_interval(days => $1)
           or (embed is not null and expires_at < now() - interval '1 day')`,
        [days],
      );
    },
  };
}

export type SessionRepository = ReturnType<typeof createSessionRepository>;
