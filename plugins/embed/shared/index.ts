export { embedErrorCodes } from './errors.js';
export type * from './types.js';
