import type { RoomMember } from '../../shared/types.js';
import type { MemberRow } from './repository.js';

export function memberView({ user, role, joinedAt }: MemberRow): RoomMember {
  return { user, role, joinedAt: joinedAt.toISOString() };
}
