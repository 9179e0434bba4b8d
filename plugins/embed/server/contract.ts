import type { Actor } from '@teambrain/core';
import type { CreatedEmbedApp, CreateEmbedApp, EmbedApp, UpdateEmbedApp } from '../shared/types.js';

/** What other plugins and the command line may ask of embedding. Rights are the caller's business. */
export interface EmbedService {
  /** Null as actor: the operator of the server. */
  createApp(actorId: string | null, workspaceId: string, input: CreateEmbedApp): Promise<CreatedEmbedApp>;
  updateApp(actorId: string | null, appId: string, input: UpdateEmbedApp): Promise<EmbedApp>;
  /** By public key. */
  find(key: string): Promise<EmbedApp | null>;
  /**
   * Counts one answer of the day for a visitor and for its app; the visitor comes first, so that who is refused costs
   * the app nothing. Sessions of no app are always allowed. Throws `rate_limited`.
   */
  takeAnswer(actor: Actor): Promise<void>;
}

declare module '@teambrain/core' {
  interface Services {
    embed: EmbedService;
  }
  interface ServerEvents {
    /** What a guest did in a workspace is a user's now: plugins that keep authors follow. */
    'embed.guest_merged': { workspaceId: string; fromId: string; toId: string };
  }
}
