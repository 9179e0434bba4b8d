import { Packr, Unpackr } from 'msgpackr';
import { inspectMsgpack } from './msgpack-inspect.js';

/**
 * Plain maps only: msgpackr's records are an extension that needs `new Function` in browsers.
 * `int64AsType: number` is safe because the inspection refuses integers outside the safe range.
 */
const packr = new Packr({ useRecords: false, mapsAsObjects: true, encodeUndefinedAsNil: true });
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true, int64AsType: 'number' });

/** Encodes a value of the JSON set. */
export function encodeMsgpack(value: unknown): Buffer {
  return packr.pack(value);
}

/**
 * Decodes one value of the JSON set. Extension types, binary, integers outside ±2^53, NaN, keys other than strings,
 * trailing or missing bytes, depth above 16 and more than 5,000 values throw `bad_request` before anything is built.
 */
export function decodeMsgpack(bytes: Uint8Array): unknown {
  inspectMsgpack(bytes);
  return unpackr.unpack(bytes);
}
