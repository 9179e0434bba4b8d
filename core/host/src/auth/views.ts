import type { Me, User } from '@teambrain/protocol';
import type { UserModel } from './models/user-model.js';

/** An account as everybody may see it. */
export function userView(row: UserModel): User {
  const user: User = { id: row.id, username: row.username, displayName: row.displayName, kind: row.kind };
  if (row.avatarUrl) user.avatarUrl = row.avatarUrl;
  return user;
}

/** An account as its owner sees it. */
export function meView(row: UserModel): Me {
  const me: Me = {
    ...userView(row),
    roles: row.serverRoles,
    createdAt: new Date(row.createdAt as Date).toISOString(),
  };
  if (row.email) me.email = row.email;
  return me;
}
