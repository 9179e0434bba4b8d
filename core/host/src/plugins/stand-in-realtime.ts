import type { Realtime } from '../realtime/contract.js';

/** Keeps nothing and sends nothing: for as long as no gateway is there. */
export function createStandInRealtime(): Realtime {
  const nothing = () => {};
  return {
    registerKind: nothing,
    registerEvent: nothing,
    registerSignal: nothing,
    registerAction: nothing,
    channel: (kind: string, id: string) => ({
      name: `${kind}:${id}`,
      append: nothing,
      appendRights: nothing,
      create: async () => {},
      signal: nothing,
      end: nothing,
      head: async () => ({ seq: 0, version: '0.0' }),
    }),
    publish: nothing,
    localActors: () => [],
    localChannels: () => [],
    observe: () => nothing,
    switchKinds: nothing,
    epoch: () => '',
    renewEpoch: async () => {},
  } as unknown as Realtime;
}
