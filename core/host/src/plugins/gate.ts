import { problem } from '../transport/problem-error.js';
import type { Faults } from './faults.js';

export type SwitchScope = 'server' | 'workspace' | 'app';

export interface Switch {
  plugin: string;
  scope: SwitchScope;
  /** The workspace's or app's id; empty for the server. */
  scopeId: string;
  enabled: boolean;
}

/** Where something is asked for: the workspace and the embed app it happens in, when there are any. */
export interface Place {
  workspaceId?: string;
  appId?: string;
}

export interface GateOptions {
  faults: Faults;
  /** Mounted plugins and what each needs. Plugins that are off by config are `installed` only. */
  mounted: readonly { name: string; dependsOn?: readonly string[] }[];
  installed: readonly string[];
}

/** What a place cannot lose: it would be gone itself. */
const fixed = ['auth', 'workspaces', 'rooms', 'embed'];

/** Decides whether a plugin may serve: config is the ceiling, switches and suspension lie below it. */
export function createGate({ faults, mounted, installed }: GateOptions) {
  const needs = new Map(mounted.map(({ name, dependsOn }) => [name, dependsOn ?? []]));
  const failed = new Map<string, string>();
  let off = new Set<string>();
  /** `plugin scope id` of everything switched off below the server. */
  let offBelow = new Set<string>();
  let scoped = new Set<string>();
  /** Apps that do not have every plugin, and what they have. */
  let restricted: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  const chain = (plugin: string): string[] => [plugin, ...(needs.get(plugin) ?? []).flatMap(chain)];

  /** A plugin is off with whatever it needs. */
  function isOff(plugin: string): boolean {
    if (off.size === 0) return false;
    return chain(plugin).some((name) => off.has(name));
  }

  function isOffIn(plugin: string, { workspaceId, appId }: Place): boolean {
    if (appId !== undefined && isWithout(appId, plugin)) return true;
    if (offBelow.size === 0) return false;
    return chain(plugin).some(
      (name) =>
        (workspaceId !== undefined && offBelow.has(`${name} workspace ${workspaceId}`)) ||
        (appId !== undefined && offBelow.has(`${name} app ${appId}`)),
    );
  }

  /** The plugins that carry every session stay, and so does whatever a plugin of the app needs. */
  function isWithout(appId: string, plugin: string): boolean {
    const has = restricted.get(appId);
    return has !== undefined && !has.has(plugin) && !fixed.includes(plugin);
  }

  return {
    installed,
    mounted: mounted.map(({ name }) => name),
    isMounted: (plugin: string): boolean => needs.has(plugin),
    /** Replaces the switch table. Rows of plugins that are not mounted have no effect. */
    apply(switches: readonly Switch[]): void {
      const rows = switches.filter(({ enabled }) => !enabled);
      off = new Set(rows.filter(({ scope }) => scope === 'server').map(({ plugin }) => plugin));
      const below = rows.filter(({ scope }) => scope !== 'server');
      offBelow = new Set(below.map(({ plugin, scope, scopeId }) => `${plugin} ${scope} ${scopeId}`));
      const affected = new Set(below.map(({ plugin }) => plugin));
      scoped = new Set(
        mounted.map(({ name }) => name).filter((name) => chain(name).some((need) => affected.has(need))),
      );
    },
    /** Replaces what apps have: of each app that does not have every plugin the names of those it has. */
    restrict(apps: ReadonlyMap<string, readonly string[]>): void {
      restricted = new Map(
        [...apps].map(([id, names]) => [id, new Set(names.flatMap((name) => chain(name)))] as const),
      );
    },
    isRestricted: (appId: string): boolean => restricted.has(appId),
    /** A plugin whose setup threw: it stays in the list and answers 503. */
    fail(plugin: string, reason: string): void {
      failed.set(plugin, reason);
    },
    failure: (plugin: string): string | undefined =>
      chain(plugin)
        .map((name) => failed.get(name))
        .find((reason) => reason !== undefined),
    /** Throws `plugin_disabled` or `plugin_suspended`. Costs nothing while everything is on. */
    check(plugin: string): void {
      if (isOff(plugin)) throw problem('plugin_disabled', `The plugin "${plugin}" is switched off.`);
      if (failed.size > 0 && this.failure(plugin) !== undefined)
        throw problem('plugin_suspended', `The plugin "${plugin}" failed to start.`);
      const seconds = faults.suspendedFor(plugin);
      if (seconds > 0)
        throw problem('plugin_suspended', `The plugin "${plugin}" failed repeatedly.`, {
          retryAfter: seconds,
        });
    },
    /** Whether a switch below the server exists for it, so that callers resolve the place only when it matters. */
    isScoped: (plugin: string): boolean => scoped.has(plugin),
    checkIn(plugin: string, place: Place): void {
      if (isOffIn(plugin, place))
        throw problem('plugin_disabled', `The plugin "${plugin}" is switched off here.`);
    },
    /** As {@link isEnabled}, and true for the parts of the host that are no plugin and cannot be switched off. */
    isOn(plugin: string, place: Place = {}): boolean {
      return !needs.has(plugin) || this.isEnabled(plugin, place);
    },
    /** Whether clients shall see it, on the server or in a place. */
    isEnabled(plugin: string, place: Place = {}): boolean {
      return (
        needs.has(plugin) && !isOff(plugin) && !isOffIn(plugin, place) && this.failure(plugin) === undefined
      );
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
