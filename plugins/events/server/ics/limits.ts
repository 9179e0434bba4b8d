/**
 * What a calendar file may ask for. Its bytes and its number of events are configuration; these hold the work and the
 * memory per byte down, so that the cost of a file is linear in its size whatever is in it.
 */
export const icsLimits = {
  /** Own time of reading a file. 2,000 ordinary events take a fifth of a second. */
  readMs: 5_000,
  /** Characters of an unfolded line. Longer ones (attachments within the file) are left out and counted. */
  lineChars: 75_000,
  /** VCALENDAR, VEVENT, VALARM are three. */
  depth: 5,
  /** Lines of one event that are kept: lists of dates may come again and again. */
  properties: 500,
  /** Rules of one kind that an event may have. */
  rules: 4,
  /** Series that one is cut into by changes of an instance and all that follow. */
  turns: 50,
  /** Alarms of one event, and changes of offset of one zone, that are looked at. */
  alarms: 20,
  observances: 200,
  /** Values of RDATE or EXDATE that one event may bring, before they are compared with the limit of the series. */
  dates: 5_000,
  /** Zones of a file that are compared with the known ones by their offsets. */
  comparedZones: 20,
  /** Kinds of left-out content that a report names one by one. */
  kinds: 60,
  /** UTF-8 bytes of a UID; the index that keeps it unique holds no more than 2,700. */
  uidBytes: 512,
} as const;
