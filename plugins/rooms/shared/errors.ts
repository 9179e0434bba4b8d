import type { ErrorCodeInfo } from '@teambrain/protocol';

/** Error codes of rooms. */
export const roomErrorCodes = {
  room_full: { status: 409, title: 'The room has no place left.' },
  room_password_required: { status: 403, title: 'This room is joined with a password.' },
  room_password_wrong: { status: 403, title: 'The password of the room is wrong.' },
  room_last_owner: { status: 409, title: 'A room keeps its owner: hand it over first.' },
  room_members_fixed: { status: 409, title: 'The members of this room cannot be changed.' },
  room_member_exists: { status: 409, title: 'This user is already a member of the room.' },
  room_slug_taken: { status: 409, title: 'Another room of the workspace has this slug.' },
} as const satisfies Record<string, ErrorCodeInfo>;
