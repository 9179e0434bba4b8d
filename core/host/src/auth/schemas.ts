import { type Static, Type } from 'typebox';

/** A public profile, wherever one appears in an answer. */
export const userSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  username: Type.String(),
  displayName: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('user'), Type.Literal('guest'), Type.Literal('bot')]),
});

export const meSchema = Type.Object({
  ...userSchema.properties,
  email: Type.Optional(Type.String()),
  roles: Type.Array(Type.String(), {
    description: 'Roles on this server: `admin` manages accounts and switches.',
  }),
  createdAt: Type.String({ format: 'date-time' }),
});

export const sessionSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  current: Type.Boolean(),
  userAgent: Type.Optional(Type.String()),
  createdAt: Type.String({ format: 'date-time' }),
  lastSeenAt: Type.String({ format: 'date-time' }),
});

export const sessionPageSchema = Type.Object({
  items: Type.Array(sessionSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const authResultSchema = Type.Object({
  user: meSchema,
  accessToken: Type.String(),
  refreshToken: Type.Optional(
    Type.String({
      description: 'Absent when the client asked for the cookie (`X-TeamBrain-Session: cookie`).',
    }),
  ),
  expiresIn: Type.Integer({ description: 'Seconds until the access token expires.' }),
});

const strict = { additionalProperties: false } as const;
const password = Type.String({ minLength: 1, maxLength: 256 });

const login = Type.String({ minLength: 1, maxLength: 254, description: 'E-mail address or username.' });

const registration = {
  email: Type.String({ minLength: 3, maxLength: 254 }),
  username: Type.String({
    minLength: 1,
    maxLength: 64,
    description: '2 to 32 letters, digits, dots, hyphens, underscores.',
  }),
  password: Type.String({ minLength: 1, maxLength: 256, description: 'At least 8 characters.' }),
  displayName: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
};

export const registerBody = Type.Object(
  { ...registration, invite: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })) },
  strict,
);
export const setupBody = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 128 }), ...registration },
  strict,
);
export const loginBody = Type.Object(
  {
    login,
    password,
  },
  strict,
);
export const refreshBody = Type.Object(
  { refreshToken: Type.Optional(Type.String({ minLength: 1, maxLength: 4096 })) },
  strict,
);
export const forgotPasswordBody = Type.Object({ login }, strict);
export const resetPasswordBody = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 128, description: 'What follows `#k=` in the link.' }),
    newPassword: password,
  },
  strict,
);
export const changePasswordBody = Type.Object({ currentPassword: password, newPassword: password }, strict);
export const profileBody = Type.Object(
  {
    username: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    displayName: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  { ...strict, minProperties: 1 },
);
export const sessionParams = Type.Object({ sessionId: Type.String({ format: 'uuid' }) });
export const userParams = Type.Object({ userId: Type.String({ format: 'uuid' }) });

export type RegisterBody = Static<typeof registerBody>;
export type SetupBody = Static<typeof setupBody>;
export type LoginBody = Static<typeof loginBody>;
export type RefreshBody = Static<typeof refreshBody>;
export type ForgotPasswordBody = Static<typeof forgotPasswordBody>;
export type ResetPasswordBody = Static<typeof resetPasswordBody>;
export type ChangePasswordBody = Static<typeof changePasswordBody>;
export type ProfileBody = Static<typeof profileBody>;
