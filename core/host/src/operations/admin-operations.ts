import type { PermissionDefinition } from '../access/contract.js';
import type { Operation } from '../plugins/operation.js';

export const corePermissions: readonly PermissionDefinition[] = [
  {
    name: 'core.administer',
    scope: 'server',
    roles: [],
    summary: 'Manage accounts, switches, limits, jobs and health of the server',
  },
];

/** Declared only where workspaces exist. */
export const workspaceSwitchPermissions: readonly PermissionDefinition[] = [
  {
    name: 'core.switch',
    scope: 'workspace',
    roles: ['owner', 'admin'],
    summary: 'Switch plugins on and off in a workspace',
  },
];

const permission = 'core.administer';

export const adminOperations = {
  listPlugins: {
    id: 'core.listPlugins',
    summary: 'Installed plugins, whether they run, and their faults',
    permission,
  },
  switchPlugin: { id: 'core.switchPlugin', summary: 'Switch a plugin on or off, live', permission },
  health: { id: 'core.health', summary: 'Health of this instance in detail', permission },
  limits: { id: 'core.limits', summary: 'Limits of every operation', permission },
  changeLimit: {
    id: 'core.changeLimit',
    summary: 'Set the limit of an operation, live on every instance',
    permission,
  },
  listUsers: { id: 'core.listUsers', summary: 'Accounts of this server', permission },
  changeUser: {
    id: 'core.changeUser',
    summary: 'Deactivate an account or let it in again, name or unname an administrator',
    permission,
  },
  jobs: { id: 'core.jobs', summary: 'Background jobs by name and state', permission },
  changeJob: {
    id: 'core.changeJob',
    summary: 'Pause a job, go on with it, try failed ones again',
    permission,
  },
} satisfies Record<string, Operation>;

export const placeOperations = {
  list: {
    id: 'core.listWorkspacePlugins',
    summary: 'Plugins of a workspace and whether they are on',
    permission: 'core.switch',
    resource: 'workspace',
  },
  set: {
    id: 'core.switchWorkspacePlugin',
    summary: 'Switch a plugin on or off in a workspace, live',
    permission: 'core.switch',
    resource: 'workspace',
  },
} satisfies Record<string, Operation>;
