export { eventsErrorCodes } from './errors.js';
export { eventsWireKeys } from './events.js';
export type * from './types.js';
