import type { PluginContext, Services } from '@teambrain/core';
import type { AppRow, AppsRepository } from '../apps/repository.js';
import { embedProblem } from '../problems.js';
import type { OpenRoom, VisitorRow, VisitorsRepository } from './repository.js';

export type VisitorRole = 'member' | 'viewer';

export interface PlacesDeps {
  ctx: Pick<PluginContext, 'db'>;
  apps: Pick<AppsRepository, 'ownerOf' | 'membersOf' | 'staffOf'>;
  visitors: VisitorsRepository;
  rooms: Services['rooms'];
  workspaces: Services['workspaces'];
}

/** The rooms of a visitor: which ones a session reaches, and being a member of them. */
export function createPlaces({ ctx, apps, visitors, rooms, workspaces }: PlacesDeps) {
  const { db } = ctx;

  /** Who was placed in a room before and is no member now was removed by somebody, and stays out. */
  async function enter(app: AppRow, userId: string, room: OpenRoom, role: VisitorRole): Promise<boolean> {
    if (room.member === null && room.placed) return false;
    if (room.placed && (room.member === role || room.member === 'owner' || room.member === 'admin'))
      return true;
    if (room.placed) return rooms.setMember(room.id, userId, role, 'present');
    return db.transaction(async () => {
      await visitors.place(app.id, userId, room.id, false);
      return rooms.setMember(room.id, userId, role);
    });
  }

  /** The room of one visitor and the staff: made by whoever holds the lock on the visitor first. */
  async function ownRoom(app: AppRow, visitor: VisitorRow, name: string): Promise<string> {
    const { userId } = visitor;
    if (visitor.roomId !== null && (await rooms.find(visitor.roomId))) return visitor.roomId;
    return db.transaction(async () => {
      const locked = await visitors.lock(app.id, userId);
      if (locked?.roomId && locked.roomId !== visitor.roomId) return locked.roomId;
      const named = await apps.staffOf(app.id);
      const present = await apps.membersOf(app.workspaceId, named);
      const staff = named.filter((id) => present.has(id));
      const owner = staff[0] ?? (await apps.ownerOf(app.workspaceId));
      if (owner === null) throw new Error('a workspace without an owner has nobody to answer visitors');
      const room = await rooms.create({
        workspaceId: app.workspaceId,
        ownerId: owner,
        name,
        // Many visitors have one name, and addresses made of it would have to be tried one by one.
        slug: `v-${userId}`,
        topic: app.name,
        visibility: 'private',
      });
      for (const id of staff.slice(1)) await rooms.addMember(room.id, id, 'admin');
      await rooms.addMember(room.id, userId, 'member');
      await visitors.place(app.id, userId, room.id, true);
      await visitors.setRoom(app.id, userId, room.id);
      return room.id;
    });
  }

  /** Whether somebody is a member is the truth about it: no removal can be outrun by the next session. */
  async function enterWorkspace({ id, workspaceId }: AppRow, visitor: VisitorRow): Promise<void> {
    const { userId, settledAt } = visitor;
    const role = await workspaces.roleOf(workspaceId, userId);
    if (role === null) {
      if (settledAt !== null) throw embedProblem('embed_user_removed');
      await workspaces.addVisitor(workspaceId, userId);
    }
    if (settledAt === null) await visitors.setSettled(id, userId);
  }

  return {
    /** Makes the visitor a guest of the workspace and a member of its rooms. Gives them, the one to open first in front. */
    async settle(
      app: AppRow,
      visitor: VisitorRow,
      wish: { role: VisitorRole; rooms?: readonly string[] | undefined; name: string },
    ): Promise<string[]> {
      const { userId } = visitor;
      const { id: appId, workspaceId } = app;
      await enterWorkspace(app, visitor);
      const named = wish.rooms?.map((room) => room.toLowerCase()) ?? null;
      const isOwn = app.conversation === 'perVisitor';
      const reached: string[] = [];
      if (isOwn) {
        const first = await ownRoom(app, visitor, wish.name);
        const own = await visitors.ownRooms(appId, userId);
        reached.push(...own.filter((id) => id === first), ...own.filter((id) => id !== first));
      }
      // A room for each visitor leaves no others open but those that the app names.
      const open =
        isOwn && app.rooms === null
          ? []
          : await visitors.openRooms(appId, workspaceId, userId, app.rooms, named);
      for (const room of inOrder(open, app.rooms, named))
        if (!reached.includes(room.id) && (await enter(app, userId, room, wish.role))) reached.push(room.id);
      return reached;
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;

/** As the token names them, else as the app does. */
function inOrder(
  open: readonly OpenRoom[],
  ofApp: readonly string[] | null,
  named: readonly string[] | null,
): OpenRoom[] {
  const wanted = named ?? ofApp ?? [];
  const place = ({ id, slug }: OpenRoom) => {
    const found = wanted.findIndex((each) => each === id || each === slug);
    return found === -1 ? wanted.length : found;
  };
  return [...open].sort((a, b) => place(a) - place(b));
}
