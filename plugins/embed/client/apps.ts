import type { ClientCore } from '@teambrain/client';
import { lazyApi } from '@teambrain/client';
import type { AppsApi } from './api.js';

/** Made by those who administer a workspace. The widget for script tags is built without. */
export const createApps = (core: ClientCore): AppsApi =>
  lazyApi<AppsApi>(core, async () => (await import('./app-calls.js')).createAppCalls(core), ['list']);
