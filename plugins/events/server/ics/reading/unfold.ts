import { invalid } from '../error.js';

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;
const tab = 0x09;

/**
 * The text of a file with one logical line per LF. Folds are undone on the bytes: programs that fold at 75 bytes cut
 * characters in two, and only together they are UTF-8 again. CRLF, LF and CR all end a line.
 */
export function unfold(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw invalid('The file is UTF-16; it has to be UTF-8.');
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    at += 1;
    if (byte !== lf && byte !== cr) {
      if (byte === 0) throw invalid('The file has bytes that no text has.');
      out[length] = byte;
      length += 1;
      continue;
    }
    if (byte === cr) at = afterLineEnd(bytes, at);
    if (bytes[at] === space || bytes[at] === tab) {
      at += 1;
      continue;
    }
    out[length] = lf;
    length += 1;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(out.subarray(0, length));
  } catch {
    throw invalid('The file is not UTF-8.');
  }
}

/** CRLF is one end of a line, and so is what a program made of it that put another CR before each LF. */
function afterLineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === cr) at += 1;
  return bytes[at] === lf ? at + 1 : from;
}
