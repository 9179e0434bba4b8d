import { bounds, type ServerFrame, type WireFormat } from '@teambrain/protocol';
import { decodeMsgpack, encodeMsgpack } from '../transport/msgpack.js';
import { problem } from '../transport/problem-error.js';
import { checkValue } from '../transport/value-bounds.js';

const opcodeText = 1;
const opcodeBinary = 2;
const opcodePing = 9;

/** A whole WebSocket frame of a server: header and unmasked payload in one buffer, so that all sockets share it. */
function webSocketFrame(opcode: number, payload: string | Uint8Array): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.byteLength;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x80 | opcode;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  if (typeof payload === 'string') frame.write(payload, header);
  else frame.set(payload, header);
  return frame;
}

/** An empty ping, the same for every socket. */
export const pingFrame = webSocketFrame(opcodePing, '');

/** A frame for many sockets: serialised once per format, when the first socket of that format asks. */
export interface Encoded {
  readonly json: string;
  text: Buffer | null;
  binary: Buffer | null;
}

export function encodedFromJson(json: string): Encoded {
  return { json, text: null, binary: null };
}

export function encoded(frame: ServerFrame): Encoded {
  return encodedFromJson(JSON.stringify(frame));
}

/** The bytes for sockets of a format. MessagePack is made from the JSON, so that both carry the same value set. */
export function bytesOf(frame: Encoded, format: WireFormat): Buffer {
  if (format === 'json') {
    frame.text ??= webSocketFrame(opcodeText, frame.json);
    return frame.text;
  }
  frame.binary ??= webSocketFrame(opcodeBinary, encodeMsgpack(JSON.parse(frame.json)));
  return frame.binary;
}

/** A decoded frame of a client. Throws `bad_request` for what is not one value of the JSON set in the socket's format. */
export function decodeFrame(format: WireFormat, data: Buffer, isBinary: boolean): unknown {
  if (data.byteLength > bounds.maxFrame) throw problem('payload_too_large');
  if (isBinary !== (format === 'msgpack'))
    throw problem('bad_request', 'The frame is not in the agreed format.');
  if (format === 'msgpack') return decodeMsgpack(data);
  let value: unknown;
  try {
    value = JSON.parse(data.toString());
  } catch {
    throw problem('bad_request', 'The frame is not JSON.');
  }
  checkValue(value);
  return value;
}
