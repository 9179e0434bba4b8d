import type { User } from '@teambrain/protocol';
import type { UnreadSource } from '../../shared/service.js';
import type { Room } from '../../shared/types.js';
import { effectiveRole } from '../rights/role.js';
import type { RoomRow, RoomsRepository, ViewedRow } from './repository.js';

export interface ViewDeps {
  repository: RoomsRepository;
  unreadSource(): UnreadSource | undefined;
}

/** Makes rooms as HTTP and events give them. */
export function createViews({ repository, unreadSource }: ViewDeps) {
  async function peersOf(rows: readonly RoomRow[]): Promise<Map<string, User[]>> {
    const direct = rows.filter((row) => row.direct).map(({ id }) => id);
    return direct.length === 0 ? new Map() : repository.peers(direct);
  }

  return {
    /** As everybody may get them: nothing in it differs by viewer. */
    async shared(ids: readonly string[]): Promise<Map<string, Room>> {
      const rows = ids.length === 0 ? [] : await repository.byIds(ids);
      const peers = await peersOf(rows);
      return new Map(rows.map((row) => [row.id, roomView(row, peers.get(row.id))]));
    },
    /** As one viewer gets them, with role and what is unread. */
    async viewed(viewerId: string, rows: readonly ViewedRow[]): Promise<Room[]> {
      const peers = await peersOf(rows);
      const mine = rows.filter((row) => row.member !== null && effectiveRole(standingOf(row)) !== null);
      const counts =
        mine.length === 0
          ? undefined
          : await unreadSource()?.count(
              viewerId,
              mine.map((row) => ({ roomId: row.id, after: row.readSeq })),
            );
      return rows.map((row) => ({
        ...roomView(row, peers.get(row.id)),
        role: effectiveRole(standingOf(row)),
        readSeq: row.readSeq,
        unread: counts?.get(row.id)?.unread ?? 0,
        mentions: counts?.get(row.id)?.mentions ?? 0,
      }));
    },
  };
}

export type Views = ReturnType<typeof createViews>;

export function standingOf(row: ViewedRow) {
  return {
    visibility: row.visibility,
    isDirect: row.direct,
    isArchived: row.archived,
    member: row.member,
    workspace: row.workspaceRole,
  };
}

function roomView(row: RoomRow, peers: User[] | undefined): Room {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: peers ? peers.map((peer) => peer.displayName).join(', ') : row.name,
    slug: row.slug,
    ...(row.topic === null ? {} : { topic: row.topic }),
    visibility: row.visibility,
    kind: row.kind,
    ...(row.direct ? { direct: true, peers: peers ?? [] } : {}),
    memberCount: row.memberCount,
    maxMembers: row.maxMembers,
    ...(row.archived ? { archived: true } : {}),
    seq: row.seq,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}
