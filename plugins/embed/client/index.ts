import type { ClientPart } from '@teambrain/client';
import type { AppsApi } from './api.js';
import { createApps } from './apps.js';

export type * from './api.js';

/** Adds `tb.apps`. */
export const apps: ClientPart<'apps', AppsApi> = { name: 'apps', setup: createApps };
