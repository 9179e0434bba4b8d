import './events.js';

export type * from './types.js';
