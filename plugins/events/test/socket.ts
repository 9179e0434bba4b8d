import type { EventFrame, WireFormat } from '@teambrain/protocol';
import { connect } from '../../../tests/support/socket.js';

/** A signed-in socket on a room. `after`: replays what came later. */
export async function joinRoom(
  wsUrl: string,
  token: string,
  roomId: string,
  options: { after?: number; format?: WireFormat } = {},
) {
  const channel = `room:${roomId}`;
  const peer = await connect(wsUrl, token, options.format);
  const { op } = await peer.subscribe(channel, options.after);
  if (op !== 'live') throw new Error(`the subscription to ${channel} was answered with ${op}`);
  return {
    events: (): EventFrame[] => peer.events(channel),
    /** Performs an action and waits for its outcome. */
    act: (action: string, data: object, clientId?: string) => peer.do(action, channel, data, clientId),
    close: peer.close,
  };
}
