import { insideEmbed } from '../access/rules.js';
import type { Actor } from '../auth/contract.js';
import type { Registry } from './registry.js';
import type { Encoded } from './wire.js';

/** Which plugins visitors of an app have. */
export interface AppPlugins {
  /** Whether the app lacks any at all. */
  isRestricted(appId: string): boolean;
  isOn(plugin: string, appId: string): boolean;
}

const everything: AppPlugins = { isRestricted: () => false, isOn: () => true };
const typeIn = /"type":"([^"\\]+)"/;

/**
 * What of a channel's frames a visitor of an embed app gets. Everybody else gets all of them, and so do visitors of
 * rooms whose app has every plugin: for them nothing is looked at.
 *
 * Of a plugin that the app does not have, nothing. On `user:<id>` only events that say where they belong, and only from
 * inside of what the session reaches: an account may be a member of rooms that its app knows nothing of.
 */
export function createSights(registry: Pick<Registry, 'event' | 'signal'>) {
  let plugins = everything;

  function isInside(actor: Actor, type: string, json: string): boolean {
    const place = registry.event('user', type)?.place;
    const where = place?.((JSON.parse(json) as { data: unknown }).data);
    return where !== undefined && insideEmbed(actor, where.scope, where.id);
  }

  return {
    showWith(given: AppPlugins): void {
      plugins = given;
    },
    /** Whether frames of this kind of channel have to be looked at for an actor. */
    filters(actor: Actor | null, kind: string): boolean {
      return actor?.embed !== undefined && (kind === 'user' || plugins.isRestricted(actor.embed.appId));
    },
    shows(actor: Actor, kind: string, what: 'event' | 'signal', { json }: Encoded): boolean {
      const type = typeIn.exec(json)?.[1];
      if (type === undefined || !actor.embed) return false;
      const owner =
        what === 'event'
          ? registry.event(kind, type)?.plugin
          : registry.signal(kind, type)?.definition.plugin;
      if (owner !== undefined && !plugins.isOn(owner, actor.embed.appId)) return false;
      if (kind !== 'user') return true;
      return what === 'event' && isInside(actor, type, json);
    },
  };
}

export type Sights = ReturnType<typeof createSights>;
