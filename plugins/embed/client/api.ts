import type { List } from '@teambrain/client';
import type {
  CreatedEmbedApp,
  CreateEmbedApp,
  EmbedApp,
  EmbedSecret,
  UpdateEmbedApp,
} from '../shared/types.js';

/** `tb.apps`: products that show the widget. For owners and admins of a workspace, named by its id or slug. */
export interface AppsApi {
  list(workspace: string, query?: { limit?: number; cursor?: string }): List<EmbedApp>;
  /** The answer alone holds the first secret. */
  create(workspace: string, input: CreateEmbedApp): Promise<CreatedEmbedApp>;
  get(appId: string): Promise<EmbedApp>;
  /** With `baseVersion` a ConflictError where somebody else was faster. */
  update(appId: string, changes: UpdateEmbedApp): Promise<EmbedApp>;
  /** Ends the sessions of its visitors; their messages stay. */
  delete(appId: string): Promise<void>;
  /** A second secret, in this answer alone. The one before stays valid for a while: replace it in the backend meanwhile. */
  rotateSecret(appId: string): Promise<EmbedSecret>;
  /** Ends a secret at once, and the sessions that it opened. Refused with `embed_secret_last` for the only one. */
  deleteSecret(appId: string, secretId: string): Promise<void>;
}
