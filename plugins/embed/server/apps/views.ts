import type { EmbedApp, EmbedConfig } from '../../shared/types.js';
import type { AppRow } from './repository.js';

/** An app as those who manage it see it. */
export function appView(
  row: AppRow,
  secrets: EmbedApp['secrets'],
  refusals: Record<string, number>,
): EmbedApp {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    key: row.key,
    origins: row.origins,
    identity: row.identity,
    guests: row.guests,
    conversation: row.conversation,
    staff: row.staff,
    ...(row.rooms === null ? {} : { rooms: row.rooms }),
    ...(row.plugins === null ? {} : { plugins: row.plugins }),
    ...(row.panels === null ? {} : { panels: row.panels }),
    theme: row.theme,
    limits: row.limits,
    aiBudget: row.aiBudget,
    singleUse: row.singleUse,
    enabled: row.enabled,
    secrets,
    refusals,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}

/** What anybody may know who has the key. The guests' policy as it works, not as it is kept. */
export function configView(row: AppRow): EmbedConfig {
  return {
    key: row.key,
    name: row.name,
    identity: row.identity,
    guests: row.identity === 'required' ? 'off' : row.guests,
    conversation: row.conversation,
    ...(row.panels === null ? {} : { panels: row.panels }),
    theme: row.theme,
  };
}
