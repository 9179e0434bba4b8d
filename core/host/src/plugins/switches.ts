import type { FastifyBaseLogger } from 'fastify';
import type { Actor } from '../auth/contract.js';
import type { Bus } from '../bus/contract.js';
import { follow } from '../bus/follow.js';
import type { Database } from '../database/contract.js';
import type { Realtime } from '../realtime/contract.js';
import type { Gate, Switch } from './gate.js';
import type { OwnedKinds } from './owned-kinds.js';
import { readSwitches, writeSwitch } from './switch-repository.js';

export interface SwitchesDeps {
  db: Database;
  bus: Bus;
  gate: Gate;
  realtime: Realtime;
  kinds: OwnedKinds;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
}

/** The live switches: read at boot, flipped by admins, followed by every instance. */
export function createSwitches({ db, bus, gate, realtime, kinds, log }: SwitchesDeps) {
  let known = '';
  /** What each restricted app has, as text; null before the first word. */
  let restrictions: Map<string, string> | null = null;

  const table = follow({
    bus,
    topic: 'plugin-switches',
    async read() {
      const switches = await readSwitches(db);
      const state = JSON.stringify(switches.map((entry) => Object.values(entry).join(' ')).sort());
      if (state === known) return;
      const first = known === '';
      known = state;
      gate.apply(switches);
      if (!first || switches.length > 0) await announce();
    },
    failed: (error) => log.warn({ err: error }, 'the plugin switches could not be read'),
  });

  /** Ends the channels of what is off now, and tells every client to ask for its capabilities again. */
  async function announce(): Promise<void> {
    for (const { plugin, kind } of kinds.all()) {
      realtime.switchKinds([kind.kind], gate.isOn(plugin));
      if (gate.isScoped(plugin)) await endChannels(plugin, kind.kind);
    }
    realtime.broadcast?.('meta.changed', {});
  }

  /** Channels in workspaces where their plugin is off. */
  async function endChannels(plugin: string, kind: string): Promise<void> {
    for (const name of realtime.localChannels(kind)) {
      const id = name.slice(kind.length + 1);
      const workspaceId = await kinds.workspaceOfChannel(kind, id);
      if (!gate.isOn(plugin, { workspaceId })) realtime.channel(kind, id).end('disabled');
    }
  }

  return {
    start: table.start,
    async set(entry: Switch, actor: Actor): Promise<void> {
      await writeSwitch(db, entry, actor.id);
      const audit = {
        action: 'core.plugin_switched',
        actorId: actor.id,
        sessionId: actor.sessionId,
        ...entry,
      };
      log.info({ audit }, audit.action);
      await table.changed();
    },
    /** What visitors of embed apps have: see {@link Gate.restrict}. Those of apps that changed hear of it. */
    restrict(apps: ReadonlyMap<string, readonly string[]>): void {
      const before = restrictions;
      const now = new Map([...apps].map(([id, names]) => [id, [...names].sort().join(' ')] as const));
      restrictions = now;
      gate.restrict(apps);
      if (before === null) return;
      const changed = new Set(
        [...before.keys(), ...now.keys()].filter((id) => before.get(id) !== now.get(id)),
      );
      if (changed.size === 0) return;
      const isOfChanged = ({ embed }: Actor) => embed !== undefined && changed.has(embed.appId);
      for (const { plugin, kind } of kinds.all())
        realtime.endFor?.(
          [kind.kind],
          'disabled',
          (actor) => isOfChanged(actor) && !gate.isOn(plugin, { appId: actor.embed?.appId }),
        );
      realtime.broadcast?.('meta.changed', {}, isOfChanged);
    },
    list: (): Promise<Switch[]> => readSwitches(db),
    stop: table.stop,
  };
}

export type Switches = ReturnType<typeof createSwitches>;
