import type { Static } from 'typebox';
import { expectTypeOf, it } from 'vitest';
import type {
  createdEmbedAppSchema,
  createEmbedAppBody,
  embedAppSchema,
  embedConfigSchema,
  embedSecretSchema,
  embedSessionSchema,
  mergedGuestSchema,
  mergeGuestBody,
  openEmbedSessionBody,
  updateEmbedAppBody,
} from '../shared/schemas.js';
import type {
  CreatedEmbedApp,
  CreateEmbedApp,
  EmbedApp,
  EmbedConfig,
  EmbedSecret,
  EmbedSession,
  MergedGuest,
  MergeGuest,
  OpenEmbedSession,
  UpdateEmbedApp,
} from '../shared/types.js';

/** One object type instead of parts that are combined. */
type Flat<T> = T extends object ? { [K in keyof T]: Flat<T[K]> } : T;

it('schemas say the same as the types of the wire', () => {
  expectTypeOf<Static<typeof embedAppSchema>>().toEqualTypeOf<EmbedApp>();
  expectTypeOf<Flat<Static<typeof createdEmbedAppSchema>>>().toEqualTypeOf<Flat<CreatedEmbedApp>>();
  expectTypeOf<Static<typeof embedSecretSchema>>().toEqualTypeOf<EmbedSecret>();
  expectTypeOf<Static<typeof embedConfigSchema>>().toEqualTypeOf<EmbedConfig>();
  expectTypeOf<Flat<Static<typeof embedSessionSchema>>>().toEqualTypeOf<Flat<EmbedSession>>();
  expectTypeOf<Static<typeof createEmbedAppBody>>().toEqualTypeOf<CreateEmbedApp>();
  expectTypeOf<Static<typeof updateEmbedAppBody>>().toEqualTypeOf<UpdateEmbedApp>();
  expectTypeOf<Static<typeof openEmbedSessionBody>>().toEqualTypeOf<OpenEmbedSession>();
  expectTypeOf<Static<typeof mergeGuestBody>>().toEqualTypeOf<MergeGuest>();
  expectTypeOf<Static<typeof mergedGuestSchema>>().toEqualTypeOf<MergedGuest>();
});
