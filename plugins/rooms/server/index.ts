import './service-types.js';
import { definePlugin } from '@teambrain/core';
import { roomErrorCodes } from '../shared/errors.js';
import type { UnreadSource } from '../shared/service.js';
import { createAnnouncements } from './announcements.js';
import { roomsConfig } from './config.js';
import { registerRealtime } from './events.js';
import { addInviteRoutes } from './members/invite-routes.js';
import { createJoining } from './members/joining.js';
import { createManaging } from './members/managing.js';
import { createMembersRepository } from './members/repository.js';
import { addMemberRoutes } from './members/routes.js';
import { createRooms } from './migrations/0001-create-rooms.js';
import { RoomMemberModel } from './models/room-member-model.js';
import { RoomModel } from './models/room-model.js';
import { roomsPermissions } from './permissions.js';
import { createReadingRepository } from './reading/repository.js';
import { addReadingRoutes } from './reading/routes.js';
import { createReading } from './reading/service.js';
import { createAuthorise } from './rights/authorise.js';
import { roomKind } from './rights/kind.js';
import { createRightsRepository, readableRooms } from './rights/repository.js';
import { createChanging } from './rooms/changing.js';
import { createCreating } from './rooms/creating.js';
import { createRoomsRepository } from './rooms/repository.js';
import { addRoomRoutes } from './rooms/routes.js';
import { createViews } from './rooms/views.js';

export default definePlugin({
  name: 'rooms',
  version: '0.1.0',
  summary: 'Places in a workspace, with members, roles and read cursors',
  dependsOn: ['workspaces'],
  config: roomsConfig,
  permissions: roomsPermissions,
  errors: roomErrorCodes,
  models: [RoomModel, RoomMemberModel],
  migrations: [createRooms],
  setup(app, ctx) {
    const { db, access, realtime } = ctx;
    let source: UnreadSource | undefined;
    const unreadSource = () => source;

    const rights = createRightsRepository(db);
    const repository = createRoomsRepository(db);
    const members = createMembersRepository(db);
    const authorise = createAuthorise(rights);
    const announce = createAnnouncements(ctx);
    const { audit } = ctx.use('workspaces');
    const views = createViews({ repository, unreadSource });
    const creating = createCreating({ ctx, repository, members, announce });
    const changing = createChanging({ ctx, repository, members, authorise, announce, audit, views });
    const joining = createJoining({ ctx, rooms: repository, members, authorise, announce });
    const managing = createManaging({ db, rooms: repository, members, authorise, announce, audit });
    const reading = createReading({ db, repository: createReadingRepository(db), announce, unreadSource });

    access.registerKind(roomKind(rights));
    registerRealtime({ realtime, rights, members, views, reading });

    addRoomRoutes(app, { ctx, repository, views, creating, changing });
    addMemberRoutes(app, { rooms: repository, members, views, joining, managing });
    addInviteRoutes(app, ctx, repository);
    addReadingRoutes(app, reading);

    ctx.hooks.before('user.visible', async (asked) =>
      asked.visible
        ? asked
        : { ...asked, visible: await rights.meet(asked.viewerId, asked.userId, asked.within) },
    );
    ctx.hooks.before('workspace.invite_accepted', async (accepted) => {
      if (accepted.role === 'admin' || accepted.role === 'member' || accepted.role === 'viewer')
        await managing.admit(accepted.roomId, accepted.userId, accepted.role);
      return accepted;
    });
    ctx.events.on('workspace.member_removed', ({ workspaceId, userId }) =>
      managing.leaveWorkspace(workspaceId, userId),
    );
    ctx
      .use('workspaces')
      .countWith(async (workspaceId) => ({ rooms: await repository.countIn(workspaceId) }));
    ctx.jobs.define('rooms.delete-old', { every: '41 3 * * *' }, () =>
      repository.deleteOld(ctx.config.keepDeletedDays),
    );

    const find = async (roomId: string) => (await views.shared([roomId])).get(roomId) ?? null;
    ctx.provide('rooms', {
      find,
      async create(input) {
        const room = await find(await creating.create(input));
        if (!room) throw new Error('the room is gone right after it was made');
        return room;
      },
      addMember: managing.admit,
      setMember: managing.settle,
      replaceMember: managing.replace,
      removeMember: managing.dismiss,
      remove: changing.discard,
      memberIds: members.ids,
      roomIdsOf: members.roomsOf,
      readableRooms,
      async markRead(roomId, userId, seq) {
        await reading.read(roomId, userId, seq, false);
      },
      countUnreadWith(given) {
        source = given;
      },
    });
  },
});
