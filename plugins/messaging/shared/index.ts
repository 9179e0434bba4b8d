export { messagingErrorCodes } from './errors.js';
export { messagingWireKeys } from './events.js';
export type * from './types.js';
