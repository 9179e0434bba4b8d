import { type Database, newId } from '@teambrain/core';
import type { User } from '@teambrain/protocol';
import type { AuditInput } from '../../shared/service.js';
import type { AuditEntry } from '../../shared/types.js';
import { AuditModel } from '../models/audit-model.js';

interface Row {
  id: string;
  at: Date;
  action: string;
  target: string | null;
  facts: Record<string, unknown> | null;
  actorId: string | null;
  username: string;
  displayName: string;
  avatar: string | null;
  kind: User['kind'];
}

/** How often somebody was refused a right within some seconds. */
export interface DenialLine {
  workspaceId: string;
  actorId: string;
  /** The room, where it was one. */
  target?: string;
  facts: { permission: string; count: number };
}

export function createAuditRepository(db: Database) {
  return {
    async write({ workspaceId, actorId, action, target, facts }: AuditInput): Promise<void> {
      await db.model(AuditModel).create({
        id: newId(),
        workspaceId,
        actorId,
        action,
        target: target ?? null,
        facts: facts ?? null,
      });
    },
    /** One statement; lines of workspaces that are gone, or of nobody who has an account, are left out or nameless. */
    async writeDenials(lines: readonly DenialLine[]): Promise<void> {
      await db.query(
        `insert into audit_log (id, workspace_id, actor_id, action, target, facts)
         select d.id, w.id, u.id, 'access.denied', d.target, d.facts
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[])
           as d (id, workspace_id, actor_id, target, facts)
         join workspaces w on w.id = d.workspace_id left join users u on u.id = d.actor_id`,
        [
          lines.map(() => newId()),
          lines.map(({ workspaceId }) => workspaceId),
          lines.map(({ actorId }) => actorId),
          lines.map(({ target }) => target ?? null),
          lines.map(({ facts }) => JSON.stringify(facts)),
        ],
      );
    },
    /** The newest first. */
    async list(workspaceId: string, before: string | null, limit: number): Promise<AuditEntry[]> {
      const rows = await db.query<Row>(
        `select a.id, a.at, a.action, a.target, a.facts, u.id as "actorId", u.username,
           u.display_name as "displayName", u.avatar_url as avatar, u.kind
         from audit_log a left join users u on u.id = a.actor_id
         where a.workspace_id = $1 and ($2::uuid is null or a.id < $2) order by a.id desc limit $3`,
        [workspaceId, before, limit],
      );
      return rows.map(toEntry);
    },
    /** Users who changed something in the workspace or its rooms since midnight UTC: from the channel log. */
    async activeToday(workspaceId: string): Promise<number> {
      const [row] = await db.query<{ n: number }>(
        `select count(distinct e.actor)::int as n from channel_heads h join channel_events e on e.channel = h.channel
         where (h.parent = $1 or h.channel = $1)
           and e.created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'`,
        [`workspace:${workspaceId}`],
      );
      return row?.n ?? 0;
    },
  };
}

export type AuditRepository = ReturnType<typeof createAuditRepository>;

function toEntry(row: Row): AuditEntry {
  const { id, at, action, target, facts, actorId, username, displayName, avatar, kind } = row;
  return {
    id,
    at: at.toISOString(),
    actor:
      actorId === null
        ? null
        : { id: actorId, username, displayName, kind, ...(avatar === null ? {} : { avatarUrl: avatar }) },
    action,
    ...(target === null ? {} : { target }),
    ...(facts === null ? {} : { facts }),
  };
}
