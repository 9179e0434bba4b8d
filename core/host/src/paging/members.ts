import type { Role, User } from '@teambrain/protocol';
import { type UserRow, userColumns, userOf } from '../auth/user-row.js';
import { decodeCursor, encodeCursor, idPart, pageOf } from './cursor.js';

/** For a query of a table of members: `select ${memberColumns} from … m join users u on u.id = m.user_id`. */
export const memberColumns = `${userColumns}, m.role,
  m.joined_at as "joinedAt", (extract(epoch from m.joined_at) * 1000000)::bigint::text as position`;

/** What {@link memberColumns} gives. */
export interface MemberColumns extends UserRow {
  role: Role;
  joinedAt: Date;
  position: string;
}

export interface Member {
  user: User;
  role: Role;
  joinedAt: string;
}

export interface ListedMember extends Member {
  /** Microseconds since 1970: dates lose the digits that a cursor needs. */
  position: string;
}

export function memberOf({ role, joinedAt, position: _, ...user }: MemberColumns): Member {
  return { user: userOf(user), role, joinedAt: joinedAt.toISOString() };
}

export const listedMemberOf = (row: MemberColumns): ListedMember => ({
  ...memberOf(row),
  position: row.position,
});

/** The end of a page of members. */
export interface MemberPlace {
  micros: string;
  userId: string;
}

/**
 * Condition and order of a page of members behind a place whose `micros` and `userId` are the parameters number `first`
 * and the next; null for both is the beginning.
 */
export function membersAfter(first: number): { condition: string; order: string } {
  return {
    condition: `($${first}::bigint is null or (m.joined_at, m.user_id) >
      (timestamptz 'epoch' + $${first}::bigint * interval '1 microsecond', $${first + 1}::uuid))`,
    order: 'm.joined_at, m.user_id',
  };
}

const micros = /^\d{1,18}$/;

/** Throws `validation_failed` for a cursor that no list of members gave out. */
export function memberPlace(cursor: string | undefined): MemberPlace | null {
  const parts = decodeCursor(cursor, micros, idPart);
  return parts && { micros: parts[0] as string, userId: parts[1] as string };
}

/** A page of members that was asked for with one more than it shows. */
export function pageOfMembers(rows: readonly ListedMember[], limit: number) {
  return pageOf(
    rows,
    limit,
    ({ position: _, ...member }): Member => member,
    ({ position, user }) => encodeCursor(position, user.id),
  );
}
