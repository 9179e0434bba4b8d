import type { ResourceKind } from '../access/contract.js';
import type { ChannelKind } from '../realtime/contract.js';

/** Which plugin owns which kind of channel, and where a thing lies. */
export function createOwnedKinds() {
  const kinds = new Map<string, { plugin: string; kind: ChannelKind }>();
  const resources = new Map<string, ResourceKind>();
  async function workspaceOf(scope: string, scopeId: string): Promise<string | undefined> {
    if (scope === 'workspace') return scopeId;
    const parent = await kinds.get(scope)?.kind.parent?.(scopeId);
    return parent?.startsWith('workspace:') ? parent.slice('workspace:'.length) : undefined;
  }

  return {
    add(plugin: string, kind: ChannelKind): void {
      kinds.set(kind.kind, { plugin, kind });
    },
    addResource(kind: ResourceKind): void {
      resources.set(kind.kind, kind);
    },
    /** The id of a scope that may be named by its slug; undefined when there is none. */
    async idOf(scope: string, name: string): Promise<string | undefined> {
      return (await resources.get(scope)?.scopeOf(name))?.id;
    },
    all: () => [...kinds.values()],
    /** The workspace that a channel lies in. */
    workspaceOfChannel(kind: string, id: string): Promise<string | undefined> {
      return workspaceOf(kinds.get(kind)?.kind.scope ?? kind, id);
    },
    /** The workspace that a scope lies in: itself, or the parent of its channel. */
    workspaceOf,
  };
}

export type OwnedKinds = ReturnType<typeof createOwnedKinds>;
