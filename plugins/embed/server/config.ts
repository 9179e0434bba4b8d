import { type Static, Type } from 'typebox';

export const embedConfig = Type.Object(
  {
    sessionTtl: Type.Integer({
      default: 900,
      minimum: 60,
      maximum: 900,
      description: 'Seconds that a session of a visitor lives; the widget asks its host for another.',
    }),
    clockSkew: Type.Integer({
      default: 10,
      minimum: 0,
      maximum: 60,
      description: 'Seconds by which the clock of a host may differ from the server’s.',
    }),
    secretOverlap: Type.Integer({
      default: 86_400,
      minimum: 0,
      maximum: 2_592_000,
      description: 'Seconds for which the old secret stays valid after a rotation.',
    }),
    idleGuestDays: Type.Integer({
      default: 30,
      minimum: 1,
      maximum: 3_650,
      description: 'Days after which a guest is removed who did nothing and did not come back.',
    }),
    maxAppsPerWorkspace: Type.Integer({
      default: 100,
      minimum: 1,
      description: 'Most apps of one workspace.',
    }),
  },
  { additionalProperties: false, default: {} },
);

export type EmbedPluginConfig = Static<typeof embedConfig>;
