import { connect } from '../../../../tests/support/socket.js';
import type { EventNotice } from '../../shared/types.js';

/** What somebody hears on their own channel. `after`: also what came later than that. */
export async function ownChannel(wsUrl: string, token: string, userId: string, after?: number) {
  const peer = await connect(wsUrl, token);
  const channel = `user:${userId}`;
  await peer.subscribe(channel, after);
  return {
    notices: () =>
      peer
        .events(channel)
        .filter(({ type }) => type === 'event.notice')
        .map(({ data }) => data as unknown as EventNotice),
    close: peer.close,
  };
}
