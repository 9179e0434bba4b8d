import { Type } from 'typebox';

const id = Type.String({ format: 'uuid' });
const time = Type.String({ format: 'date-time' });
const strict = { additionalProperties: false } as const;
const cursor = Type.Union([Type.String(), Type.Null()]);

export const workspaceUserSchema = Type.Object({
  id,
  username: Type.String(),
  displayName: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('user'), Type.Literal('guest'), Type.Literal('bot')]),
});
export const workspaceRoleSchema = Type.Union([
  Type.Literal('owner'),
  Type.Literal('admin'),
  Type.Literal('member'),
  Type.Literal('viewer'),
  Type.Literal('guest'),
]);
const givenRole = Type.Union([
  Type.Literal('admin'),
  Type.Literal('member'),
  Type.Literal('viewer'),
  Type.Literal('guest'),
]);

export const workspaceSchema = Type.Object({
  id,
  name: Type.String(),
  slug: Type.String({ description: 'Unique on the server; usable wherever a workspace id is.' }),
  description: Type.Optional(Type.String()),
  memberCount: Type.Integer(),
  membersMayInvite: Type.Boolean({ description: 'Whether members, not only admins, may invite.' }),
  version: Type.Integer(),
  createdAt: time,
  role: Type.Optional(workspaceRoleSchema),
});
export const workspacePageSchema = Type.Object({ items: Type.Array(workspaceSchema), nextCursor: cursor });

export const workspaceMemberSchema = Type.Object({
  user: workspaceUserSchema,
  role: workspaceRoleSchema,
  joinedAt: time,
});
export const workspaceMemberPageSchema = Type.Object({
  items: Type.Array(workspaceMemberSchema),
  nextCursor: cursor,
});

export const inviteSchema = Type.Object({
  id,
  workspaceId: id,
  roomId: Type.Optional(id),
  role: workspaceRoleSchema,
  email: Type.Optional(Type.String()),
  uses: Type.Integer(),
  maxUses: Type.Integer(),
  expiresAt: time,
  createdAt: time,
  token: Type.Optional(Type.String({ description: 'Only in the answer that makes the invitation.' })),
  url: Type.Optional(Type.String({ description: 'Only in the answer that makes the invitation.' })),
});
export const invitePageSchema = Type.Object({ items: Type.Array(inviteSchema), nextCursor: cursor });

export const auditEntrySchema = Type.Object({
  id,
  at: time,
  actor: Type.Union([workspaceUserSchema, Type.Null()]),
  action: Type.String(),
  target: Type.Optional(Type.String()),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export const auditPageSchema = Type.Object({ items: Type.Array(auditEntrySchema), nextCursor: cursor });

export const workspaceStatsSchema = Type.Object({
  members: Type.Integer(),
  rooms: Type.Integer(),
  messages: Type.Integer(),
  events: Type.Optional(Type.Integer({ description: 'Events and series; absent without the plugin.' })),
  activeToday: Type.Integer({ description: 'Users who changed something since midnight UTC.' }),
});

const name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });
const slug = Type.String({
  pattern: '^[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{N}-]{0,47}$',
  description: 'Lower-case letters, digits and hyphens; not shaped like an id.',
});
const description = Type.String({ maxLength: 1_000 });

export const createWorkspaceBody = Type.Object(
  {
    name,
    slug: Type.Optional(slug),
    description: Type.Optional(description),
    membersMayInvite: Type.Optional(Type.Boolean()),
  },
  strict,
);
export const updateWorkspaceBody = Type.Object(
  {
    name: Type.Optional(name),
    slug: Type.Optional(slug),
    description: Type.Optional(description),
    membersMayInvite: Type.Optional(Type.Boolean()),
    baseVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { ...strict, minProperties: 1 },
);
export const addWorkspaceMemberBody = Type.Object(
  { userId: id, role: Type.Optional(workspaceRoleSchema) },
  strict,
);
export const changeWorkspaceRoleBody = Type.Object({ role: workspaceRoleSchema }, strict);
export const createInviteBody = Type.Object(
  {
    role: Type.Optional(givenRole),
    email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
    maxUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    expiresInHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 365 })),
  },
  strict,
);
/** Accepting takes nothing from the body: the role comes from the invitation alone. */
export const acceptInviteBody = Type.Union([Type.Null(), Type.Object({}, strict)]);

export const workspaceParams = Type.Object({ workspaceId: Type.String({ minLength: 1, maxLength: 64 }) });
export const workspaceMemberParams = Type.Object({
  workspaceId: Type.String({ minLength: 1, maxLength: 64 }),
  userId: id,
});
export const inviteParams = Type.Object({ inviteId: id });
export const inviteTokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 128 }) });
export const workspacePageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  strict,
);
