import type { ClientCore } from '@teambrain/client';
import type { RoomsApi } from './api.js';

export function createRooms(_core: ClientCore): RoomsApi {
  throw new Error('under construction');
}
