import {
  define,
  emptyState,
  provideContext,
  TbElement,
  themeStyles,
  WidgetContext,
  type WidgetRoom,
  type WidgetState,
} from '@teambrain/widget-kit';
import { css, html } from 'lit';
import { TbRoomsPanel } from '../../panel/rooms-panel.component.js';
import type { RoomMember } from '../../shared/types.js';

const person = (id: string, displayName: string) => ({
  id,
  username: displayName.toLowerCase().replace(' ', '.'),
  displayName,
  kind: 'user' as const,
});
const [me, lilly, joe, ana] = [
  person('me', 'Sam Reed'),
  person('u1', 'Lilly Chen'),
  person('u2', 'Joe Park'),
  person('u3', 'Ana Silva'),
];

function room(id: string, name: string, more: Partial<WidgetRoom> = {}): WidgetRoom {
  return {
    id,
    workspaceId: 'w1',
    name,
    slug: name,
    visibility: 'public',
    kind: 'chat',
    memberCount: 4,
    seq: 1,
    role: 'admin',
    unread: 0,
    ...more,
  };
}

const rooms = [
  room('r1', 'design'),
  room('r2', 'general', { unread: 3 }),
  room('r3', 'leads', { visibility: 'private', unread: 120, mentions: 2, role: 'member' }),
  room('r4', 'dm', { direct: true, peers: [me, lilly], memberCount: 2, visibility: 'private', unread: 1 }),
];

class Frame extends TbElement {
  static override readonly tag = 'test-frame';
  static override readonly dependencies = [TbRoomsPanel];
  static override styles = [
    themeStyles,
    css`
      :host {
        background: var(--tb-color-bg);
        display: block;
        block-size: 100%;
      }
    `,
  ];
  protected override render(): unknown {
    return html`<tb-rooms-panel></tb-rooms-panel>`;
  }
}

export interface RoomsPage {
  context: WidgetContext;
  panel: TbRoomsPanel;
  calls: unknown[][];
  toasts: string[];
  /** What the next call to the server throws. */
  failure: (Error & { code?: string; requestId?: string }) | undefined;
}

/** A list answer as the client part gives it. */
function list<T>(items: () => T[]) {
  return {
    async *[Symbol.asyncIterator]() {
      yield* items();
    },
    toArray: async () => items(),
  };
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
    members: () => list(() => members),
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
    room('r8', 'random', { role: null, topic: 'anything' } as Partial<WidgetRoom>),
    room('r9', 'vault', { role: null, visibility: 'password' }),
  ];
  const client = {
    rooms: {
      open: async () => handle,
      get: async () => ({ ...rooms[0], version: 4, topic: 'How it looks', maxMembers: 50, createdAt: '' }),
      create: (workspace: string, input: object) => call('create', [workspace, input], { id: 'r7' }),
      discover: () => list(() => found),
      join: (id: string, input?: object) => call('join', [id, ...(input ? [input] : [])], rooms[0]),
      leave: (id: string) => call('leave', [id], undefined),
      direct: (workspace: string, userIds: string[]) => call('direct', [workspace, userIds], { id: 'r6' }),
    },
    workspaces: { members: () => list(() => [me, lilly, joe, ana].map((user) => ({ user }))) },
  };
  const context = new WidgetContext(
    {
      ...emptyState,
      client: client as unknown as WidgetState['client'],
      status: 'online',
      me,
      rooms,
      room: rooms[0] ?? null,
      workspace: {
        id: 'w1',
        name: 'Acme',
        slug: 'acme',
        memberCount: 4,
        membersMayInvite: true,
        role: 'member',
      },
      visible: true,
      ...state,
    },
    {
      openRoom: async (id) => void calls.push(['openRoom', id]),
      openPanel: async () => {},
      announce: () => {},
      toast: ({ text }) => toasts.push(text),
      refreshRooms: async () => void calls.push(['refreshRooms']),
      markRead: () => {},
      report: () => {},
      openLink: () => {},
      close: () => {},
    },
  );
  document.querySelector('test-frame')?.remove();
  const frame = document.createElement('test-frame') as Frame;
  provideContext(frame, context);
  document.body.append(frame);
  await frame.updateComplete;
  page.context = context;
  page.panel = frame.renderRoot.querySelector('tb-rooms-panel') as TbRoomsPanel;
  await page.panel.updateComplete;
  Object.assign(globalThis, { roomsPage: page });
  return page;
}

define(Frame);
Object.assign(globalThis, { openPanel: open });

declare global {
  var openPanel: (state?: Partial<WidgetState>) => Promise<RoomsPage>;
  var roomsPage: RoomsPage;
}
