import type { Room, WorkspaceMember } from '@teambrain/sdk';
import type { Draft } from './draft.js';

/** What the parts of the form are given. */
export interface AppFormView {
  readonly draft: Draft;
  readonly rooms: readonly Room[];
  readonly members: readonly WorkspaceMember[];
  readonly plugins: readonly string[];
  set(changes: Partial<Draft>): void;
  errorOf(name: string): string;
}
