import type { Message } from '../../shared/types.js';

/** What stands beside the history, or over it where the widget is narrow. */
export type Side =
  | { kind: 'thread'; root: Message }
  | { kind: 'threads' }
  | { kind: 'search'; query: string }
  | { kind: 'pins' };
