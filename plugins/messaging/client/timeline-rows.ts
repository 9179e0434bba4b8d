import type { Message } from '../shared/types.js';

/** A stored message in the window. */
export interface Row {
  readonly key: string;
  readonly message: Message;
  /** The last event that its state includes: what came before must not undo it. */
  readonly at: number;
}

/** The message as every way of loading it gives it, without what only events and the sender's answer carry. */
export function asStored({ clientId: _clientId, thread: _thread, ...message }: Message): Message {
  return message;
}

/** Index of the row, or where it would be inserted. Rows are ascending by `seq`. */
export function placeOf(rows: readonly Row[], seq: number): number {
  let index = rows.length;
  while (index > 0 && (rows[index - 1] as Row).message.seq >= seq) index--;
  return index;
}
