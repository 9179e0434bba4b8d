import type { ChannelKind } from '../realtime/contract.js';

/** Which plugin owns which kind of channel. */
export function createOwnedKinds() {
  const kinds = new Map<string, { plugin: string; kind: ChannelKind }>();
  return {
    add(plugin: string, kind: ChannelKind): void {
      kinds.set(kind.kind, { plugin, kind });
    },
    all: () => [...kinds.values()],
    /** The workspace that a scope lies in: itself, or the parent of its channel. */
    async workspaceOf(scope: string, scopeId: string): Promise<string | undefined> {
      if (scope === 'workspace') return scopeId;
      const parent = await kinds.get(scope)?.kind.parent?.(scopeId);
      return parent?.startsWith('workspace:') ? parent.slice('workspace:'.length) : undefined;
    },
  };
}

export type OwnedKinds = ReturnType<typeof createOwnedKinds>;
