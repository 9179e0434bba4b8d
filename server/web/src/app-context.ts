import type { User } from '@teambrain/protocol';
import type { TeamBrain, Workspace } from '@teambrain/sdk';

/** What every screen is given. */
export interface AppContext {
  readonly client: TeamBrain;
  readonly user: User | null;
  /** The workspaces of the signed-in user; empty before they are known. */
  readonly workspaces: readonly Workspace[];
  go(path: string, options?: { replace?: boolean }): void;
  /** After signing in: loads what the app needs and goes on to where the user wanted. */
  entered(): Promise<void>;
  reloadWorkspaces(): Promise<readonly Workspace[]>;
  logout(everywhere?: boolean): Promise<void>;
}
