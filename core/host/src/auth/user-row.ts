import type { User } from '@teambrain/protocol';

/** The public part of an account, for a query that joins `users u`: `select ${userColumns}, m.role from … join users u …`. */
export const userColumns = `u.id, u.username, u.display_name as "displayName", u.avatar_url as avatar, u.kind`;

/** What {@link userColumns} gives. */
export interface UserRow extends Omit<User, 'avatarUrl'> {
  avatar: string | null;
}

/** The account in a row, without the row's other columns. */
export function userOf({ id, username, displayName, avatar, kind }: UserRow): User {
  return { id, username, displayName, kind, ...(avatar === null ? {} : { avatarUrl: avatar }) };
}
