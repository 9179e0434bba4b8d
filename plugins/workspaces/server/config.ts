import { type Static, Type } from 'typebox';

export const workspacesConfig = Type.Object(
  {
    creation: Type.Union([Type.Literal('users'), Type.Literal('admins')], {
      default: 'users',
      description: 'Who may create workspaces: every user, or administrators of the server only.',
    }),
    inviteHours: Type.Integer({
      default: 168,
      minimum: 1,
      maximum: 8_760,
      description: 'Hours for which an invitation holds that does not say how long.',
    }),
    inviteUses: Type.Integer({
      default: 25,
      minimum: 1,
      maximum: 10_000,
      description: 'People who may use an invitation that does not say how many; one for an e-mail address.',
    }),
    inviteUrl: Type.String({
      default: '',
      maxLength: 200,
      description: 'What the link of an invitation begins with; its code follows. Empty: no link is given.',
    }),
    keepDeletedDays: Type.Integer({
      default: 30,
      minimum: 1,
      description: 'Days after which a deleted workspace and everything in it leaves the database.',
    }),
  },
  { additionalProperties: false, default: {} },
);

export type WorkspacesConfig = Static<typeof workspacesConfig>;
