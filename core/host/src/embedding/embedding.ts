import type { AuthArea } from '../auth/auth.js';
import { clientOf } from '../auth/client.js';
import type { Actor } from '../auth/contract.js';
import { unwrapKey, wrapKey } from '../auth/key-wrap.js';
import type { AppDirectory, Embedding } from './contract.js';

/** Longest life of a visitor's session in seconds. */
const maxSeconds = 900;

const noApps: AppDirectory = {
  byKey: async () => null,
  byId: async () => null,
  knowsOrigin: () => false,
  refused: () => undefined,
  refusals: () => [],
};

export interface EmbeddingDeps {
  authArea: Pick<AuthArea, 'openEmbedSession' | 'endEmbedSessions' | 'addEmbedRooms'>;
  secret?: string | undefined;
  restrictPlugins(apps: ReadonlyMap<string, readonly string[]>): void;
}

/** Looks apps up through whatever the plugin gave; a directory that can be handed out before there is one. */
export function createAppDirectory() {
  let directory: AppDirectory | undefined;
  return {
    /** Whether a plugin keeps apps on this server. */
    get isGiven(): boolean {
      return directory !== undefined;
    },
    give(given: AppDirectory): void {
      if (directory) throw new Error('apps are looked up in one place: another plugin keeps them already');
      directory = given;
    },
    byKey: (key: string) => (directory ?? noApps).byKey(key),
    byId: (id: string) => (directory ?? noApps).byId(id),
    knowsOrigin: (origin: string) => (directory ?? noApps).knowsOrigin(origin),
    refused: (appId: string, code: string) => (directory ?? noApps).refused(appId, code),
    refusals: () => (directory ?? noApps).refusals(),
  };
}

export type Apps = ReturnType<typeof createAppDirectory>;

/** The capability that lets visitors of other sites in. */
export function createEmbedding(apps: Apps, { authArea, secret, restrictPlugins }: EmbeddingDeps): Embedding {
  return {
    lookUpWith: apps.give,
    openSession: (userId: string, embed: NonNullable<Actor['embed']>, client, seconds) =>
      authArea.openEmbedSession(userId, embed, clientOf(client), Math.min(seconds, maxSeconds)),
    endSessions: authArea.endEmbedSessions,
    addRooms: authArea.addEmbedRooms,
    restrictPlugins,
    seal(label, material) {
      if (secret === undefined) return { material, sealed: false };
      return { material: wrapKey(material, secret, label), sealed: true };
    },
    unseal(label, { material, sealed }) {
      if (!sealed) return material;
      if (secret === undefined)
        throw new Error('secrets of apps are sealed and TEAMBRAIN_SECRET is not set: set it to its value');
      return unwrapKey(material, secret, label);
    },
  };
}
