import { decode, encode } from '@msgpack/msgpack';
import type { Codec } from '@teambrain/client';

/** MessagePack on HTTP and socket: `new TeamBrain({ codec: msgpack })`. Works under a strict CSP. */
export const msgpack: Codec = {
  name: 'msgpack',
  contentType: 'application/msgpack',
  encode: (value) => encode(value, { ignoreUndefined: true }),
  decode: (data) => decode(data as Uint8Array),
};
