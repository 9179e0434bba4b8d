export { workspacesWireKeys } from './events.js';
export type * from './types.js';
