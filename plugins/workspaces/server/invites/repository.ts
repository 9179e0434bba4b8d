import type { Database } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import { InviteModel } from '../models/invite-model.js';

export type InvitedRole = Exclude<Role, 'owner'>;

export interface InviteRow {
  id: string;
  workspaceId: string;
  roomId: string | null;
  /** In the workspace. */
  role: InvitedRole;
  /** In the room. */
  roomRole: InvitedRole | null;
  email: string | null;
  uses: number;
  maxUses: number;
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export interface NewInvite extends Omit<InviteRow, 'uses'> {
  codeHash: Buffer;
}

const columns = `i.id, i.workspace_id as "workspaceId", i.room_id as "roomId", i.role, i.room_role as "roomRole", i.email, i.uses,
  i.max_uses as "maxUses", i.created_by as "createdBy", i.created_at as "createdAt", i.expires_at as "expiresAt"`;
const usable = 'i.revoked_at is null and i.expires_at > now() and i.uses < i.max_uses';

export function createInvitesRepository(db: Database) {
  return {
    async insert(invite: NewInvite): Promise<void> {
      await db.model(InviteModel).create({ ...invite });
    },
    /** Those that can still be used, the newest first. */
    list(workspaceId: string, before: string | null, limit: number): Promise<InviteRow[]> {
      return db.query<InviteRow>(
        `select ${columns} from workspace_invites i
         where i.workspace_id = $1 and ${usable} and ($2::uuid is null or i.id < $2)
         order by i.id desc limit $3`,
        [workspaceId, before, limit],
      );
    },
    async find(id: string): Promise<InviteRow | null> {
      const [row] = await db.query<InviteRow>(
        `select ${columns} from workspace_invites i where i.id = $1 and i.revoked_at is null`,
        [id],
      );
      return row ?? null;
    },
    /** Null for a code that is wrong, used up, revoked or expired, and for a deleted workspace. */
    async findByCode(codeHash: Buffer): Promise<InviteRow | null> {
      const [row] = await db.query<InviteRow>(
        `select ${columns} from workspace_invites i join workspaces w on w.id = i.workspace_id
         where i.code_hash = $1 and ${usable} and w.deleted_at is null`,
        [codeHash],
        { name: 'workspaces.inviteByCode' },
      );
      return row ?? null;
    },
    /** False: somebody else took the last place, or it was revoked meanwhile. */
    async use(id: string): Promise<boolean> {
      const rows = await db.query(
        `update workspace_invites i set uses = uses + 1 where i.id = $1 and ${usable} returning i.id`,
        [id],
      );
      return rows.length === 1;
    },
    async revoke(id: string): Promise<void> {
      await db.model(InviteModel).update({ revokedAt: new Date() }, { where: { id, revokedAt: null } });
    },
  };
}

export type InvitesRepository = ReturnType<typeof createInvitesRepository>;
