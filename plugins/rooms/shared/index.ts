export { roomsWireKeys } from './events.js';
export type * from './types.js';
