import Type, { type TSchema } from 'typebox';
import type { Token } from './types.js';

const id = (description: string) => Type.String({ format: 'uuid', description });
const time = (description: string) => Type.String({ format: 'date-time', description });

/** Longest text of a message, in characters. */
export const maxTextChars = 16_384;
export const clientIdPattern = '^[A-Za-z0-9._:-]+$';
/** Client ids: any text of 1 to 64 of these characters, usually a UUIDv7. */
export const clientIdSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: clientIdPattern,
  description:
    'Made by the client before its first try. The same id and body give the stored object back, for ever.',
});

export const authorSchema = Type.Object({
  id: id('User.'),
  username: Type.String(),
  displayName: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('user'), Type.Literal('guest'), Type.Literal('bot')]),
});

/** The tree is made by the server's parser alone, so it is passed on as it is instead of being checked node by node. */
export const tokensSchema = Type.Unsafe<Token[]>({
  type: 'array',
  items: {},
  description: 'Safe Markdown as a tree of `{ type, children?, text?, … }`; absent when the text is plain.',
});

export const reactionSummarySchema = Type.Object({
  emoji: Type.String(),
  count: Type.Integer(),
  userIds: Type.Array(Type.String(), { description: 'The first 100, in order of reacting.' }),
});

const attachmentSchema = Type.Object({
  id: id('File.'),
  name: Type.String(),
  size: Type.Integer(),
  type: Type.String(),
  url: Type.String(),
  thumbnailUrl: Type.Optional(Type.String()),
});

export const messageSchema = Type.Object(
  {
    id: id('Message.'),
    roomId: id('Room.'),
    seq: Type.Integer({ description: 'Place in the log of the room.' }),
    author: authorSchema,
    text: Type.String(),
    tokens: Type.Optional(tokensSchema),
    replyTo: Type.Optional(id('The message that this one answers.')),
    threadId: Type.Optional(id('Root of its thread.')),
    thread: Type.Optional(
      Type.Object(
        { replyCount: Type.Integer(), lastReplyAt: time('Of the newest reply.') },
        {
          description:
            'State of the thread after this reply; only in the live event and the answer to its sender.',
        },
      ),
    ),
    replyCount: Type.Integer(),
    lastReplyAt: Type.Optional(time('Of the newest reply.')),
    mentions: Type.Array(Type.String()),
    reactions: Type.Array(reactionSummarySchema),
    files: Type.Array(attachmentSchema),
    pinned: Type.Boolean(),
    version: Type.Integer(),
    createdAt: time('Of sending.'),
    editedAt: Type.Optional(time('Of the last edit.')),
    deletedAt: Type.Optional(time('Of deleting: id, seq and author are left.')),
    clientId: Type.Optional(Type.String()),
  },
  { description: 'A message of a room.' },
);

export const messageWindowSchema = Type.Object({
  items: Type.Array(messageSchema),
  seq: Type.Integer({ description: "Head of the room's log in the same snapshot." }),
  hasBefore: Type.Boolean(),
  hasAfter: Type.Boolean(),
});

export const messageRevisionSchema = Type.Object({
  version: Type.Integer(),
  text: Type.String(),
  editedAt: time('When this version was written.'),
});

export const messageHitSchema = Type.Object({
  message: messageSchema,
  snippet: Type.String({
    description: 'Text around the first match, as people read it: without the signs of Markdown.',
  }),
  matches: Type.Unsafe<[number, number][]>({
    type: 'array',
    items: { type: 'array', items: { type: 'integer' } },
    description: 'Matches as `[start, end)` offsets into the snippet.',
  }),
});

export const page = <T extends TSchema>(items: T) =>
  Type.Object({ items: Type.Array(items), nextCursor: Type.Union([Type.String(), Type.Null()]) });

/** One visible character at least. */
const textSchema = Type.String({ minLength: 1, maxLength: maxTextChars, pattern: '\\S' });
const mentionsSchema = Type.Array(id('A reader of the room.'), { maxItems: 50, uniqueItems: true });

export const sendMessageSchema = Type.Object(
  {
    text: textSchema,
    clientId: Type.Optional(clientIdSchema),
    replyTo: Type.Optional(id('A message of the same room.')),
    mentions: Type.Optional(mentionsSchema),
    files: Type.Optional(Type.Array(id('An uploaded file.'), { maxItems: 10, uniqueItems: true })),
  },
  { additionalProperties: false },
);

export const editMessageSchema = Type.Object(
  {
    text: textSchema,
    mentions: Type.Optional(mentionsSchema),
    baseVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export const reactionEventSchema = Type.Object({
  messageId: id('Message.'),
  emoji: Type.String(),
  userId: id('Who reacted.'),
  reactions: Type.Array(reactionSummarySchema),
});

export const roomParams = Type.Object({ roomId: id('Room.') });
export const messageParams = Type.Object({ messageId: id('Message.') });
export const emojiSchema = Type.String({ minLength: 1, maxLength: 64, description: 'One emoji.' });
export const reactionParams = Type.Object({ messageId: id('Message.'), emoji: emojiSchema });

const seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const strict = { additionalProperties: false } as const;
const cursor = Type.Optional(Type.String({ minLength: 1, maxLength: 256 }));
const limit = (usual: number) => Type.Integer({ minimum: 1, maximum: 100, default: usual });

export const windowQuery = Type.Object(
  {
    before: Type.Optional(seq),
    after: Type.Optional(seq),
    around: Type.Optional(seq),
    limit: limit(50),
  },
  strict,
);
export const listQuery = Type.Object({ limit: limit(50), cursor }, strict);
export const searchQuery = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 10_240 }), limit: limit(20), cursor },
  strict,
);
export const workspaceSearchQuery = Type.Object(
  {
    ...searchQuery.properties,
    kinds: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'Kinds of things to find, separated by commas: `messages`.',
      }),
    ),
  },
  strict,
);
export const workspaceParams = Type.Object({ workspaceId: Type.String({ minLength: 1, maxLength: 64 }) });
