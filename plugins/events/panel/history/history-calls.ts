import { path } from '@teambrain/client';
import type { ChangelogEntry, Page, VersionDiff } from '@teambrain/protocol';
import type { WidgetClient } from '@teambrain/widget-kit';
import type { CalendarEvent } from '../../shared/types.js';

const pageSize = 20;

/** The versions of an event, newest first, as the server keeps them. */
export const historyOf = ({ request }: WidgetClient, eventId: string) => ({
  list: (cursor?: string): Promise<Page<ChangelogEntry>> =>
    request('GET', path`/events/${eventId}/changelog`, { query: { limit: pageSize, cursor } }),
  diff: (from: number, to: number): Promise<VersionDiff> =>
    request('GET', path`/events/${eventId}/diff`, { query: { from, to } }),
  restore: (version: number, baseVersion: number): Promise<CalendarEvent> =>
    request('POST', path`/events/${eventId}/rollback`, { body: { version, baseVersion } }),
});
