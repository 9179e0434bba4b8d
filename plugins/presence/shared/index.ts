import './events.js';

export type * from './service.js';
export type * from './types.js';
