import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import type { Breather } from '../breather.js';
import type { FileZones } from '../zones/file-zones.js';
import type { Report } from './report.js';
import { unfit } from './skip.js';
import type { TimeValue } from './values.js';

/** A time in a zone that is known everywhere. */
export interface Placed {
  readonly allDay: boolean;
  readonly local: string;
  readonly zone: string;
}

export interface PlaceContext {
  readonly zones: FileZones;
  /** Where times without a zone and whole days are at home. */
  readonly home: string;
  readonly report: Report;
  readonly breathe: Breather;
}

/**
 * Puts a time of the file into a zone. `once` is a time that does not recur: of a zone that only the file knows its
 * instant is all that matters.
 */
export async function place(time: TimeValue, once: boolean, context: PlaceContext): Promise<Placed> {
  const { zones, home, report } = context;
  const { kind, local, tzid = '' } = time;
  if (kind === 'date') return { allDay: true, local, zone: home };
  if (kind === 'utc') return { allDay: false, local, zone: 'UTC' };
  if (kind === 'floating') {
    report.leaveOut(`times without a zone, read in ${home}`);
    return { allDay: false, local, zone: home };
  }
  const named = await zones.named(tzid, Number(local.slice(0, 4)));
  if (named) {
    if (named.compared) report.leaveOut(`TZID ${shown(tzid)}, read as ${named.zone}`);
    return { allDay: false, local, zone: named.zone };
  }
  const utc = zones.toUtc(tzid, local);
  if (utc === null) throw unfit(`The time zone ${shown(tzid)} is not known and the file does not define it.`);
  if (!once) throw unfit(`The time zone ${shown(tzid)} is not known and its clock is that of no other.`);
  report.leaveOut(`TZID ${shown(tzid)}, read as UTC`);
  return { allDay: false, local: utc, zone: 'UTC' };
}

const shown = (tzid: string) => JSON.stringify(tzid.slice(0, 64));

/** The same instant on the clock of another zone. */
export function inZone({ local, zone, allDay }: Placed, other: string): string {
  return allDay || zone === other ? local : toLocal(toInstant(local, zone), other);
}

/** Adds to a wall time: days as the calendar counts them, then seconds as they pass. */
export function addTo({ local, zone }: Placed, days: number, seconds: number): string {
  const day = new Date(`${local}Z`);
  day.setUTCDate(day.getUTCDate() + days);
  const shifted = day.toISOString().slice(0, 19);
  return seconds === 0 ? shifted : toLocal(toInstant(shifted, zone) + seconds * 1_000, zone);
}
