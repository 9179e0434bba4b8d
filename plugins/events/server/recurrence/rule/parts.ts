/** The parts of RFC 5545 in the order in which they are written back, with what each may hold. */
export const numberParts = {
  BYMONTH: { field: 'months', min: 1, max: 12, signed: false },
  BYWEEKNO: { field: 'weeks', min: 1, max: 53, signed: true },
  BYYEARDAY: { field: 'yearDays', min: 1, max: 366, signed: true },
  BYMONTHDAY: { field: 'monthDays', min: 1, max: 31, signed: true },
  BYHOUR: { field: 'hours', min: 0, max: 23, signed: false },
  BYMINUTE: { field: 'minutes', min: 0, max: 59, signed: false },
  // 60 is a leap second, which no clock here shows: the RFC reads it as 59 then.
  BYSECOND: { field: 'seconds', min: 0, max: 60, signed: false },
  BYSETPOS: { field: 'positions', min: 1, max: 366, signed: true },
} as const;

export type NumberPart = keyof typeof numberParts;

export const partNames = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  ...Object.keys(numberParts),
] as const;
export type PartName = 'FREQ' | 'INTERVAL' | 'COUNT' | 'UNTIL' | 'WKST' | 'BYDAY' | NumberPart;

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const largestOrdinal = 53;

export const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY'] as const;
