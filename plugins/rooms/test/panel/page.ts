import type { WidgetContext, WidgetState } from '@teambrain/widget-kit';
import { listOf } from '../../../../widget/kit/test/support/list.js';
import { ana, joe, lilly, me } from '../../../../widget/kit/test/support/people.js';
import { showPanel, room as widgetRoom, workspace } from '../../../../widget/kit/test/support/show-panel.js';
import { TbRoomsPanel } from '../../panel/rooms-panel.component.js';
import type { RoomMember } from '../../shared/types.js';

const room: typeof widgetRoom = (id, name, more) =>
  widgetRoom(id, name, { role: 'admin', unread: 0, ...more });
const rooms = [
  room('r1', 'design'),
  room('r2', 'general', { unread: 3 }),
  room('r3', 'leads', { visibility: 'private', unread: 120, mentions: 2, role: 'member' }),
  room('r4', 'dm', { direct: true, peers: [me, lilly], memberCount: 2, visibility: 'private', unread: 1 }),
];

export interface RoomsPage {
  context: WidgetContext;
  panel: TbRoomsPanel;
  calls: unknown[][];
  toasts: string[];
  /** What the next call to the server throws. */
  failure: (Error & { code?: string; requestId?: string }) | undefined;
}

async function open(state: Partial<WidgetState> = {}): Promise<RoomsPage> {
  const calls: unknown[][] = [];
  const toasts: string[] = [];
  const page = { calls, toasts, failure: undefined } as unknown as RoomsPage;
  const call = <T>(name: string, args: unknown[], answer: T): Promise<T> => {
    calls.push([name, ...args]);
    const { failure } = page;
    page.failure = undefined;
    return failure ? Promise.reject(failure) : Promise.resolve(answer);
  };
  let members: RoomMember[] = [me, lilly, joe].map((user, index) => ({
    user,
    role: index === 1 ? 'owner' : index === 0 ? 'admin' : 'member',
    joinedAt: '',
  }));
  const handle = {
    members: () => listOf(async () => members),
    addMember: ({ userId }: { userId: string }) => {
      const user = [lilly, joe, ana].find(({ id }) => id === userId) ?? ana;
      members = [...members, { user, role: 'member', joinedAt: '' }];
      return call('addMember', [userId], {});
    },
    setRole: (userId: string, role: RoomMember['role']) => {
      members = members.map((member) => (member.user.id === userId ? { ...member, role } : member));
      return call('setRole', [userId, role], {});
    },
    removeMember: (userId: string) => {
      members = members.filter(({ user }) => user.id !== userId);
      return call('removeMember', [userId], undefined);
    },
    invite: (input: object) => call('invite', [input], { id: 'i1', url: 'https://chat.example/i/secret' }),
    update: (changes: object) => call('update', [changes], rooms[0]),
    delete: () => call('delete', [], undefined),
    close: () => {},
  };
  const found = [
    room('r8', 'random', { role: null, topic: 'anything' } as object),
    room('r9', 'vault', { role: null, visibility: 'password' }),
  ];
  const client = {
    rooms: {
      open: async () => handle,
      get: async () => ({ ...rooms[0], version: 4, topic: 'How it looks', maxMembers: 50, createdAt: '' }),
      create: (workspace: string, input: object) => call('create', [workspace, input], { id: 'r7' }),
      discover: () => listOf(async () => found),
      join: (id: string, input?: object) => call('join', [id, ...(input ? [input] : [])], rooms[0]),
      leave: (id: string) => call('leave', [id], undefined),
      direct: (workspace: string, userIds: string[]) => call('direct', [workspace, userIds], { id: 'r6' }),
    },
    workspaces: { members: () => listOf(async () => [me, lilly, joe, ana].map((user) => ({ user }))) },
  };
  const { context, panel } = await showPanel(TbRoomsPanel, {
    state: {
      client: client as unknown as WidgetState['client'],
      rooms,
      room: rooms[0] ?? null,
      workspace,
      ...state,
    },
    actions: {
      openRoom: async (id) => void calls.push(['openRoom', id]),
      toast: ({ text }) => toasts.push(text),
      refreshRooms: async () => void calls.push(['refreshRooms']),
    },
  });
  Object.assign(page, { context, panel });
  Object.assign(globalThis, { roomsPage: page });
  return page;
}

Object.assign(globalThis, { openPanel: open });

declare global {
  var openPanel: (state?: Partial<WidgetState>) => Promise<RoomsPage>;
  var roomsPage: RoomsPage;
}
