import { formatWall, parseWall } from '../wall.js';
import { createZone, type Zone } from './zone.js';

/** As many as there are, without their other names; a zone whose years were all asked for holds about 60 kB. */
const zonesKept = 512;
const zones = new Map<string, Zone>();

/** Letters first, which refuses fixed offsets such as `+02:00`: newer runtimes take those, and they know no clock change. */
const nameForm = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
const longestName = 64;

let listed: Map<string, string> | undefined;

/** The usual spelling of a zone name in any case, an alias (`Europe/Kyiv`) as it is; null when there is no such zone. */
export function canonicalZone(name: string): string | null {
  if (name.length > longestName || !nameForm.test(name)) return null;
  if (zones.has(name)) return name;
  listed ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  const spelled = listed.get(name.toLowerCase());
  if (spelled) return spelled;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

export const isZone = (name: string): boolean => canonicalZone(name) !== null;

/** undefined when there is no such zone. */
export function zoneNamed(name: string): Zone | undefined {
  let zone = zones.get(name);
  if (zone) {
    // Moved to the end of the order, which is that of last use.
    zones.delete(name);
    zones.set(name, zone);
    return zone;
  }
  const canonical = canonicalZone(name);
  if (canonical === null) return undefined;
  zone = zones.get(canonical) ?? createZone(canonical);
  zones.delete(canonical);
  zones.set(canonical, zone);
  const oldest = zones.keys().next().value;
  if (zones.size > zonesKept && oldest !== undefined) zones.delete(oldest);
  return zone;
}

function known(name: string): Zone {
  const zone = zoneNamed(name);
  if (!zone) throw new RangeError(`${name} is not a time zone`);
  return zone;
}

/** Milliseconds UTC of `2026-11-24T14:00:00`, or of the first instant of `2026-11-24`; throws RangeError. */
export function toInstant(local: string, timeZone: string): number {
  const zone = known(timeZone);
  const allDay = local.length === 10;
  const wall = parseWall(local, allDay);
  if (wall === undefined) throw new RangeError(`${local} is neither a date nor a wall time`);
  return (allDay ? zone.dayStart(wall) : zone.instant(wall)) * 1_000;
}

/** Wall time (`2026-11-24T14:00:00`) of milliseconds UTC, whole seconds; throws RangeError for an unknown zone. */
export const toLocal = (instant: number, timeZone: string): string =>
  formatWall(known(timeZone).wall(Math.floor(instant / 1_000)), false);
