import type { SignalMap } from '@teambrain/protocol';
import { joinRoom as join } from '../../../tests/support/socket.js';

type PresenceSignal = SignalMap['presence'];

/** A signed-in socket on a room. */
export async function joinRoom(wsUrl: string, token: string, roomId: string) {
  const { channel, peer, close } = await join(wsUrl, token, roomId);
  const signals = (type: string) => peer.of('signal').filter((frame) => frame.type === type);
  return {
    frames: peer.frames,
    signals,
    signal: (type: string, data: unknown) => peer.send({ op: 'signal', channel, type, data }),
    /** Everything heard about presence, as the last status of each user. */
    statuses(): Record<string, string> {
      const last: Record<string, string> = {};
      for (const { data } of signals('presence')) {
        const { others = [], ...first } = data as PresenceSignal;
        for (const { userId, status } of [first, ...others]) last[userId] = status;
      }
      return last;
    },
    close,
  };
}
