import type { Message } from '../shared/types.js';

export function hasReacted(message: Message, emoji: string, viewerId: string | undefined): boolean {
  const reaction = message.reactions?.find((entry) => entry.emoji === emoji);
  return viewerId !== undefined && (reaction?.userIds.includes(viewerId) ?? false);
}
