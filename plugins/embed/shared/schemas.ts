import { userSchema } from '@teambrain/core';
import { Type } from 'typebox';

const id = Type.String({ format: 'uuid' });
const time = Type.String({ format: 'date-time' });
const strict = { additionalProperties: false } as const;
const ids = (maxItems: number, description: string) =>
  Type.Array(id, { maxItems, uniqueItems: true, description });
const names = (description: string) =>
  Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }), {
    maxItems: 50,
    uniqueItems: true,
    description,
  });

const identity = Type.Union([Type.Literal('required'), Type.Literal('optional')], {
  description: '`required`: visitors come with a token that the host’s backend signed, and in no other way.',
});
const guests = Type.Union([Type.Literal('off'), Type.Literal('read'), Type.Literal('write')], {
  description: 'What a visitor without a token may do. Without effect while `identity` is `required`.',
});
const conversation = Type.Union([Type.Literal('shared'), Type.Literal('perVisitor')], {
  description:
    '`shared`: everybody meets in the app’s rooms. `perVisitor`: a room for each visitor and the staff.',
});

/** Text that stays one value of one custom property: no end of a declaration, no address, no comment. */
const propertyValue = Type.String({
  maxLength: 200,
  pattern:
    '^(?!.*(?:[uU][rR][lL]|[sS][rR][cC]|[iI][mM][aA][gG][eE])[\\w-]*\\()[^;{}<>\\\\@!\\u0000-\\u001f]*$',
});
export const themeSchema = Type.Object(
  {
    scheme: Type.Optional(
      Type.Union([Type.Literal('auto'), Type.Literal('light'), Type.Literal('dark'), Type.Literal('system')]),
    ),
    properties: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }), propertyValue, {
        maxProperties: 40,
        additionalProperties: false,
        description: '`--tb-…` custom properties by name without the prefix: {"color-accent": "#0f766e"}.',
      }),
    ),
  },
  strict,
);

const count = (maximum: number, description: string) => Type.Integer({ minimum: 1, maximum, description });
const limits = {
  requestsPerMinute: count(10_000, 'Requests a minute of one visitor over all operations.'),
  messagesPerMinute: count(1_000, 'Messages and other writes a minute of one visitor.'),
  guestsPerHour: count(10_000, 'New guests an hour from one address.'),
  sockets: count(100, 'Open sockets of one visitor on one instance.'),
};
const limitsSchema = Type.Object(limits, strict);
const limitsBody = Type.Partial(limitsSchema, strict);
const answers = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const aiBudgetSchema = Type.Object({ perVisitor: answers, perApp: answers }, strict);
const aiBudgetBody = Type.Partial(aiBudgetSchema, strict);

const rooms = ids(100, 'Rooms that visitors meet in. Absent: every public room of the workspace.');
const staff = ids(50, 'Members of each visitor’s room, the first of them its owner.');
const plugins = names('Plugins that visitors have, below what the workspace has. Absent: all.');
const panels = names('Panels in order of their tabs. Absent: what the page asks for.');

const secretSchema = Type.Object({ id, createdAt: time, expiresAt: Type.Optional(time) });

export const embedAppSchema = Type.Object({
  id,
  workspaceId: id,
  name: Type.String(),
  key: Type.String({ description: 'Public: stands in the page.' }),
  origins: Type.Array(Type.String()),
  identity,
  guests,
  conversation,
  staff,
  rooms: Type.Optional(rooms),
  plugins: Type.Optional(plugins),
  panels: Type.Optional(panels),
  theme: themeSchema,
  limits: limitsSchema,
  aiBudget: aiBudgetSchema,
  singleUse: Type.Boolean({ description: 'Each token opens one session only and needs a `jti`.' }),
  enabled: Type.Boolean(),
  secrets: Type.Array(secretSchema, { description: 'Newest first; at most two are valid at once.' }),
  refusals: Type.Record(Type.String(), Type.Integer(), {
    description: 'Refused attempts of the last 30 days by error code.',
  }),
  version: Type.Integer(),
  createdAt: time,
});
export const embedAppPageSchema = Type.Object({
  items: Type.Array(embedAppSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const embedSecretSchema = Type.Object({
  id,
  secret: Type.String({
    description: '`<id>.<43 characters>`: shown once. What follows the dot is the key.',
  }),
});
export const createdEmbedAppSchema = Type.Object({
  ...embedAppSchema.properties,
  secret: embedSecretSchema,
});

const name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });
const origins = Type.Array(Type.String({ minLength: 8, maxLength: 300 }), {
  minItems: 1,
  maxItems: 20,
  description: 'Exact origins that may use the app: scheme, host and port. No path, no wildcard.',
});
export const createEmbedAppBody = Type.Object(
  {
    name,
    origins,
    identity: Type.Optional(identity),
    guests: Type.Optional(guests),
    conversation: Type.Optional(conversation),
    staff: Type.Optional(staff),
    rooms: Type.Optional(rooms),
    plugins: Type.Optional(plugins),
    panels: Type.Optional(panels),
    theme: Type.Optional(themeSchema),
    limits: Type.Optional(limitsBody),
    aiBudget: Type.Optional(aiBudgetBody),
    singleUse: Type.Optional(Type.Boolean()),
  },
  strict,
);
export const updateEmbedAppBody = Type.Object(
  {
    name: Type.Optional(name),
    origins: Type.Optional(origins),
    identity: Type.Optional(identity),
    guests: Type.Optional(guests),
    conversation: Type.Optional(conversation),
    staff: Type.Optional(staff),
    rooms: Type.Optional(Type.Union([rooms, Type.Null()])),
    plugins: Type.Optional(Type.Union([plugins, Type.Null()])),
    panels: Type.Optional(Type.Union([panels, Type.Null()])),
    theme: Type.Optional(themeSchema),
    limits: Type.Optional(limitsBody),
    aiBudget: Type.Optional(aiBudgetBody),
    singleUse: Type.Optional(Type.Boolean()),
    enabled: Type.Optional(Type.Boolean()),
    baseVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { ...strict, minProperties: 1 },
);

export const embedConfigSchema = Type.Object({
  key: Type.String(),
  name: Type.String(),
  identity,
  guests,
  conversation,
  panels: Type.Optional(panels),
  theme: themeSchema,
});

const verb = Type.Union([
  Type.Literal('read'),
  Type.Literal('write'),
  Type.Literal('react'),
  Type.Literal('upload'),
  Type.Literal('ask'),
]);
const guestSecretSchema = Type.Object({ id, secret: Type.String() });
export const embedSessionSchema = Type.Object({
  user: userSchema,
  accessToken: Type.String(),
  expiresIn: Type.Integer({ description: 'Seconds. There is no refresh.' }),
  guest: Type.Optional(guestSecretSchema),
  config: Type.Object({
    ...embedConfigSchema.properties,
    workspaceId: id,
    rooms: Type.Array(id, { description: 'Rooms of this session, the one to open first at the front.' }),
    verbs: Type.Array(verb),
  }),
});

/** Not more than a shape: who knows an id and not its secret is refused for that, not for a field. */
const guestBody = Type.Object(
  {
    id: Type.String({ maxLength: 100 }),
    secret: Type.Optional(Type.String({ maxLength: 100, description: 'Without it nobody is the guest.' })),
  },
  strict,
);
export const appKeySchema = Type.String({ minLength: 1, maxLength: 100 });
export const openEmbedSessionBody = Type.Object(
  {
    appKey: appKeySchema,
    token: Type.Optional(Type.String({ maxLength: 8192, description: 'Signed by the host’s backend.' })),
    guest: Type.Optional(guestBody),
    profile: Type.Optional(Type.Object({ name: Type.Optional(Type.String({ maxLength: 200 })) }, strict)),
  },
  strict,
);
export const mergeGuestBody = Type.Object({ guest: guestBody }, strict);
export const mergedGuestSchema = Type.Object({ rooms: Type.Array(id), messages: Type.Integer() });

export const workspaceParams = Type.Object({ workspaceId: Type.String({ minLength: 1, maxLength: 64 }) });
export const appParams = Type.Object({ appId: id });
export const secretParams = Type.Object({ appId: id, secretId: id });
export const appKeyParams = Type.Object({ appKey: appKeySchema });
export const pageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  strict,
);
