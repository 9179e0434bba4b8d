import { problem } from '@teambrain/core';
import type { UpdateEmbedApp } from '../../shared/types.js';
import { cleanOrigins } from './origins.js';
import type { AppRow, AppSettings, AppsRepository } from './repository.js';

const defaults: Omit<AppSettings, 'name' | 'origins'> = {
  identity: 'required',
  guests: 'off',
  conversation: 'shared',
  staff: [],
  rooms: null,
  plugins: null,
  panels: null,
  theme: {},
  limits: { requestsPerMinute: 300, messagesPerMinute: 30, guestsPerHour: 20, sockets: 10 },
  aiBudget: { perVisitor: 20, perApp: 1_000 },
  singleUse: false,
  enabled: true,
};

/** The settings of a kept app alone. */
export function settingsIn(app: AppRow): AppSettings {
  const { id: _, workspaceId: _w, key: _k, createdBy: _b, version: _v, createdAt: _a, ...settings } = app;
  return settings;
}

/** The settings of an app after a change; what is left out stays as it is, or takes its default. */
export function settingsOf(
  before: AppSettings | undefined,
  { baseVersion: _, ...change }: UpdateEmbedApp,
): AppSettings {
  const base = before ?? { ...defaults, name: '', origins: [] };
  const lower = (ids: readonly string[]) => ids.map((id) => id.toLowerCase());
  return {
    ...base,
    ...change,
    ...(change.name === undefined ? {} : { name: change.name.trim() }),
    ...(change.origins === undefined ? {} : { origins: cleanOrigins(change.origins) }),
    ...(change.staff === undefined ? {} : { staff: lower(change.staff) }),
    ...(change.rooms ? { rooms: lower(change.rooms) } : {}),
    limits: { ...base.limits, ...change.limits },
    aiBudget: { ...base.aiBudget, ...change.aiBudget },
  };
}

/** Refuses settings that name what is not there. Throws `unprocessable`. */
export async function checkSettings(
  repository: Pick<AppsRepository, 'roomsOf' | 'membersOf'>,
  workspaceId: string,
  settings: AppSettings,
  plugins: readonly string[],
): Promise<void> {
  const { rooms, staff, conversation } = settings;
  if (conversation === 'perVisitor' && staff.length === 0)
    throw problem('unprocessable', 'A room for each visitor needs somebody who answers: name the staff.');
  const unknown = settings.plugins?.find((name) => !plugins.includes(name));
  if (unknown !== undefined)
    throw problem('unprocessable', `There is no plugin "${unknown}" on this server.`);
  if (rooms !== null) {
    const present = await repository.roomsOf(workspaceId, rooms);
    const missing = rooms.find((id) => !present.has(id));
    if (missing !== undefined)
      throw problem(
        'unprocessable',
        `The room ${missing} is not one of this workspace that others may enter.`,
      );
  }
  const members = await repository.membersOf(workspaceId, staff);
  const stranger = staff.find((id) => !members.has(id));
  if (stranger !== undefined)
    throw problem('unprocessable', `The user ${stranger} is not a full member of the workspace.`);
}

const isWithin = (inner: readonly string[] | null, outer: readonly string[] | null) =>
  outer === null || inner?.every((each) => outer.includes(each)) === true;

/** Whether sessions opened under `before` might reach more than `after` allows: they end then. */
export function narrows(before: AppSettings, after: AppSettings): boolean {
  return (
    !after.enabled ||
    before.identity !== after.identity ||
    before.guests !== after.guests ||
    before.conversation !== after.conversation ||
    !isWithin(before.origins, after.origins) ||
    // Without a list it was every public room: a list may leave one of them out.
    !isWithin(before.rooms, after.rooms) ||
    (before.rooms !== null && after.rooms === null)
  );
}

/** The fields of an app that a change has touched, for the audit trail. */
export function changedFields(before: AppSettings, after: AppSettings): string[] {
  return (Object.keys(after) as (keyof AppSettings)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
