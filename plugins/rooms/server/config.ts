import { type Static, Type } from 'typebox';

export const roomsConfig = Type.Object(
  {
    defaultMaxMembers: Type.Integer({
      default: 50,
      minimum: 1,
      description:
        'Places in a room that does not say how many it has. Guests and imported authors take none.',
    }),
    maxMembersLimit: Type.Integer({
      default: 10_000,
      minimum: 1,
      description: 'Most places a room may be given.',
    }),
    passwordTriesPerUser: Type.Integer({
      default: 5,
      minimum: 1,
      description: 'Passwords one user may try at one room in a minute.',
    }),
    passwordTriesPerRoom: Type.Integer({
      default: 30,
      minimum: 1,
      description: 'Passwords all users together may try at one room in a minute.',
    }),
    keepDeletedDays: Type.Integer({
      default: 30,
      minimum: 1,
      description: 'Days after which a deleted room and everything in it leaves the database.',
    }),
  },
  { additionalProperties: false, default: {} },
);

export type RoomsConfig = Static<typeof roomsConfig>;
