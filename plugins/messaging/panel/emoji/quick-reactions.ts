/** Offered without opening the grid; also what the server's own clients use most. */
export const quickReactions = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '✅'] as const;
