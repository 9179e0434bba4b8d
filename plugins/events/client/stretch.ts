import type { TimeWindow } from './api.js';

const instant = (time: Date | string) => (time instanceof Date ? time.toISOString() : time);

/** A stretch of time as addresses say it. */
export const stretch = ({ from, to }: TimeWindow) => ({ from: instant(from), to: instant(to) });
