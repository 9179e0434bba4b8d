export { roomErrorCodes } from './errors.js';
export { roomsWireKeys } from './events.js';
export type * from './service.js';
export type * from './types.js';
