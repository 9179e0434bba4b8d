import { Type } from 'typebox';

const id = Type.String({ format: 'uuid' });
const time = Type.String({ format: 'date-time' });
const literals = <T extends string>(...values: T[]) => Type.Union(values.map((value) => Type.Literal(value)));
const strict = { additionalProperties: false } as const;

export const userRefSchema = Type.Object({
  id,
  username: Type.String(),
  displayName: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('user'), Type.Literal('guest'), Type.Literal('bot')]),
});

export const visibilitySchema = Type.Union([
  Type.Literal('personal'),
  Type.Literal('private'),
  Type.Literal('invite'),
  Type.Literal('public'),
  Type.Literal('password'),
]);
export const roomKindSchema = Type.Union([
  Type.Literal('chat'),
  Type.Literal('voice'),
  Type.Literal('tasks'),
  Type.Literal('document'),
  Type.Literal('board'),
]);
const anyRole = [
  Type.Literal('owner'),
  Type.Literal('admin'),
  Type.Literal('member'),
  Type.Literal('viewer'),
  Type.Literal('guest'),
] as const;
export const roleSchema = Type.Union([...anyRole]);
const roomRoleSchema = Type.Union([
  Type.Literal('owner'),
  Type.Literal('admin'),
  Type.Literal('member'),
  Type.Literal('viewer'),
]);

export const roomSchema = Type.Object({
  id,
  workspaceId: id,
  name: Type.String(),
  slug: Type.String(),
  topic: Type.Optional(Type.String()),
  visibility: visibilitySchema,
  kind: roomKindSchema,
  direct: Type.Optional(Type.Boolean({ description: 'A room of fixed people, which nobody else reads.' })),
  peers: Type.Optional(Type.Array(userRefSchema, { description: 'People of a direct room, first 10.' })),
  memberCount: Type.Integer(),
  maxMembers: Type.Integer(),
  archived: Type.Optional(Type.Boolean()),
  seq: Type.Integer({ description: 'Head of the log of the room.' }),
  version: Type.Integer(),
  createdAt: time,
  role: Type.Optional(
    Type.Union([...anyRole, Type.Null()], {
      description: 'The viewer’s role; only in answers to the viewer.',
    }),
  ),
  readSeq: Type.Optional(Type.Integer()),
  unread: Type.Optional(Type.Integer()),
  mentions: Type.Optional(Type.Integer({ description: 'Unread messages that mention the viewer.' })),
});
export const roomPageSchema = Type.Object({
  items: Type.Array(roomSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const roomMemberSchema = Type.Object({ user: userRefSchema, role: roleSchema, joinedAt: time });
export const roomMemberPageSchema = Type.Object({
  items: Type.Array(roomMemberSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const readStateSchema = Type.Object({
  roomId: id,
  readSeq: Type.Integer(),
  unread: Type.Integer(),
  mentions: Type.Integer(),
});

const name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });
const topic = Type.String({ maxLength: 500 });
const password = Type.String({ minLength: 1, maxLength: 256 });
const maxMembers = Type.Integer({ minimum: 1 });

export const createRoomBody = Type.Object(
  {
    name,
    slug: Type.Optional(Type.String({ pattern: '^[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{N}-]{0,47}$' })),
    topic: Type.Optional(topic),
    visibility: Type.Optional(visibilitySchema),
    password: Type.Optional(password),
    kind: Type.Optional(roomKindSchema),
    maxMembers: Type.Optional(maxMembers),
  },
  strict,
);
export const updateRoomBody = Type.Object(
  {
    name: Type.Optional(name),
    topic: Type.Optional(topic),
    visibility: Type.Optional(visibilitySchema),
    password: Type.Optional(password),
    maxMembers: Type.Optional(maxMembers),
    archived: Type.Optional(Type.Boolean()),
    baseVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { ...strict, minProperties: 1 },
);
export const joinBody = Type.Object({ password: Type.Optional(password) }, strict);
export const addMemberBody = Type.Object({ userId: id, role: Type.Optional(roomRoleSchema) }, strict);
export const changeRoleBody = Type.Object({ role: roomRoleSchema }, strict);
export const readBody = Type.Object(
  {
    seq: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    force: Type.Optional(Type.Boolean({ description: 'Also moves backwards: marks as unread.' })),
  },
  strict,
);
export const directBody = Type.Object(
  { userIds: Type.Array(id, { minItems: 1, maxItems: 9, uniqueItems: true }) },
  strict,
);
export const roomInviteBody = Type.Object(
  {
    role: Type.Optional(literals('admin', 'member', 'viewer')),
    email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
    maxUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    expiresInHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 365 })),
  },
  strict,
);

export const roomParams = Type.Object({ roomId: id });
export const roomMemberParams = Type.Object({ roomId: id, userId: id });
export const workspaceParams = Type.Object({ workspaceId: Type.String({ minLength: 1, maxLength: 64 }) });
const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
};
export const pageQuery = Type.Object(page, strict);
export const roomsQuery = Type.Object(
  {
    ...page,
    discover: Type.Optional(Type.Boolean({ description: 'Rooms one may join instead of one’s own.' })),
    slug: Type.Optional(Type.String({ maxLength: 64, description: 'The one room with this slug.' })),
  },
  strict,
);
