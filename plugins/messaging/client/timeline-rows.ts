import type { Message, ReactionSummary } from '../shared/index.js';

/** A stored message in the window. */
export interface Row {
  readonly key: string;
  readonly message: Message;
  /** The last event that its state includes: what came before must not be counted twice. */
  readonly at: number;
  /** Came with the catching up of missed events, with its present state: later counts of the same catching up are in it already. */
  readonly fresh?: boolean;
}

/** People per reaction that a message names; the count goes on. */
const namedUsers = 100;

/** The message without what only its sender is told, so that all ways of loading it give the same. */
export function asStored({ clientId: _, ...message }: Message): Message {
  return message;
}

/** Index of the row, or where it would be inserted. Rows are ascending by `seq`. */
export function placeOf(rows: readonly Row[], seq: number): number {
  let index = rows.length;
  while (index > 0 && (rows[index - 1] as Row).message.seq >= seq) index--;
  return index;
}

export function withReaction(
  reactions: readonly ReactionSummary[],
  emoji: string,
  userId: string,
): ReactionSummary[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return [...reactions, { emoji, count: 1, userIds: [userId] }];
  if (known.userIds.includes(userId)) return [...reactions];
  const userIds = known.userIds.length < namedUsers ? [...known.userIds, userId] : known.userIds;
  return reactions.map((one) => (one === known ? { ...one, count: one.count + 1, userIds } : one));
}

/** Null when the answer is not known here: somebody beyond the named ones moves up. */
export function withoutReaction(
  reactions: readonly ReactionSummary[],
  emoji: string,
  userId: string,
): ReactionSummary[] | null {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return [...reactions];
  if (known.count > known.userIds.length) return null;
  const userIds = known.userIds.filter((id) => id !== userId);
  return reactions
    .map((one) => (one === known ? { ...one, count: userIds.length, userIds } : one))
    .filter((one) => one.count > 0);
}
