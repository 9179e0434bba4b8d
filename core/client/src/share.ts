interface Shared {
  client: { close(): Promise<void> };
  holders: number;
}
const registry = new Map<string, Shared>();

export interface Lease<C> {
  readonly client: C;
  /** The last release closes the client. */
  release(): Promise<void>;
}

/**
 * One client, and so one socket, for all holders of a key: several widgets of one user on a page. Build the key from
 * everything that makes two clients differ: server, app, and who is behind it, as far as the page knows: the address of the
 * tokens, or which function gives them, or that it is a guest. Holders of a shared client do not call its `setUser`: one who
 * goes on as somebody else releases it, and takes one under another key.
 */
export function shareClient<C extends { close(): Promise<void> }>(key: string, create: () => C): Lease<C> {
  const shared = registry.get(key) ?? { client: create(), holders: 0 };
  registry.set(key, shared);
  shared.holders++;
  let held = true;
  return {
    client: shared.client as C,
    async release() {
      if (!held) return;
      held = false;
      if (--shared.holders > 0) return;
      registry.delete(key);
      await shared.client.close();
    },
  };
}
