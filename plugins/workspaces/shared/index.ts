export { workspaceErrorCodes } from './errors.js';
export { workspacesWireKeys } from './events.js';
export type * from './service.js';
export type * from './types.js';
