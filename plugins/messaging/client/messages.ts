import type { ClientCore } from '@teambrain/client';
import type { MessagingApi } from './api.js';

export function createMessages(_core: ClientCore): MessagingApi {
  throw new Error('under construction');
}
