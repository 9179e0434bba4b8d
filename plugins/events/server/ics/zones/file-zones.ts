import { formatWall, parseWall } from '../../recurrence/wall.js';
import { canonicalZone } from '../../recurrence/zone/zones.js';
import type { Breather } from '../breather.js';
import { icsLimits } from '../limits.js';
import type { Component } from '../reading/components.js';
import { readDefinition, type ZoneDefinition } from './definition.js';
import { matchZone } from './match.js';
import { windowsZone } from './windows-zones.js';

export interface FileZones {
  /** The IANA zone that a TZID of the file means for events of about that year; null when nothing tells. */
  named(tzid: string, year: number): Promise<{ zone: string; compared: boolean } | null>;
  /** UTC wall time of a wall time in a zone that only the file knows; null when it does not define it. */
  toUtc(tzid: string, local: string): string | null;
}

/** The zones that a calendar file speaks of, by its names and its definitions. */
export function createFileZones(calendar: Component, breathe: Breather): FileZones {
  const definitions = new Map<string, ZoneDefinition>();
  for (const component of calendar.components)
    if (component.name === 'VTIMEZONE') {
      const definition = readDefinition(component);
      if (definition && !definitions.has(definition.tzid)) definitions.set(definition.tzid, definition);
    }
  const byName = new Map<string, string | null>();
  const compared = new Map<string, Promise<string | null>>();

  function byNames(tzid: string): string | null {
    let zone = byName.get(tzid);
    if (zone === undefined) {
      zone = null;
      for (const name of [tzid, ...(definitions.get(tzid)?.aliases ?? [])]) zone ??= zoneOf(name);
      byName.set(tzid, zone);
    }
    return zone;
  }

  return {
    async named(tzid, year) {
      const zone = byNames(tzid);
      if (zone !== null) return { zone, compared: false };
      const definition = definitions.get(tzid);
      if (definition === undefined) return null;
      let match = compared.get(tzid);
      if (match === undefined) {
        if (compared.size === icsLimits.comparedZones) return null;
        match = matchZone(definition, year, breathe);
        compared.set(tzid, match);
      }
      const found = await match;
      return found === null ? null : { zone: found, compared: true };
    },
    toUtc(tzid, local) {
      const definition = definitions.get(tzid);
      const wall = parseWall(local, false);
      return definition === undefined || wall === undefined
        ? null
        : formatWall(wall - definition.offsetAtWall(wall), false);
    },
  };
}

/**
 * The IANA zone of a name: its own, the end of a path that leads to one (`/mozilla.org/20050126_1/Europe/Berlin`), or
 * that of a name of Windows.
 */
export function zoneOf(name: string): string | null {
  const text = name.trim().replace(/^"|"$/g, '');
  if (text.length > 200) return null;
  const direct = canonicalZone(text) ?? windowsZone(text);
  if (direct) return direct;
  const parts = text.split('/').slice(-3);
  for (let from = 0; from < parts.length - 1; from += 1) {
    const zone = canonicalZone(parts.slice(from).join('/'));
    if (zone?.includes('/')) return zone;
  }
  return null;
}
