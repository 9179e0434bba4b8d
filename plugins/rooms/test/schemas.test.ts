import type { Static } from 'typebox';
import { expectTypeOf, it } from 'vitest';
import type {
  createRoomBody,
  readStateSchema,
  roomMemberSchema,
  roomSchema,
  updateRoomBody,
} from '../shared/schemas.js';
import type { CreateRoom, ReadState, Room, RoomMember, UpdateRoom } from '../shared/types.js';

it('schemas say the same as the types of the wire', () => {
  expectTypeOf<Static<typeof roomSchema>>().toEqualTypeOf<Room>();
  expectTypeOf<Static<typeof roomMemberSchema>>().toEqualTypeOf<RoomMember>();
  expectTypeOf<Static<typeof readStateSchema>>().toEqualTypeOf<ReadState>();
  expectTypeOf<Static<typeof createRoomBody>>().toEqualTypeOf<CreateRoom>();
  expectTypeOf<Static<typeof updateRoomBody>>().toEqualTypeOf<UpdateRoom>();
});
