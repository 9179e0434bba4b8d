const foldBytes = 75;

/**
 * TEXT of RFC 5545, 3.3.11. Whatever some reader takes for the end of a line becomes an escaped one; other control
 * characters, which no text may hold, are dropped.
 */
export function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** A parameter's value in quotes; quotes and control characters cannot be written and are dropped. */
const quoted = (value: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
  `"${value.toWellFormed().replace(/["\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '')}"`;

const bare = /^[A-Za-z0-9/_+-]+$/;

/**
 * One line with its CRLF, folded. `value` is written as it is: texts go through `escapeText` before, and all others are
 * of this product's own making.
 */
export function contentLine(
  name: string,
  value: string,
  parameters: Readonly<Record<string, string>> = {},
): string {
  let line = name;
  for (const [parameter, text] of Object.entries(parameters))
    line += `;${parameter}=${bare.test(text) ? text : quoted(text)}`;
  return `${fold(`${line}:${value}`)}\r\n`;
}

/** At most 75 bytes a line (RFC 5545, 3.1), the blank that continues it among them; no character is cut in two. */
function fold(line: string): string {
  if (line.length * 3 <= foldBytes || Buffer.byteLength(line) <= foldBytes) return line;
  let folded = '';
  let start = 0;
  let bytes = 0;
  for (let at = 0; at < line.length; ) {
    const code = line.codePointAt(at) as number;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + size > foldBytes) {
      folded += `${line.slice(start, at)}\r\n `;
      start = at;
      bytes = 1;
    }
    bytes += size;
    at += code < 0x10000 ? 1 : 2;
  }
  return folded + line.slice(start);
}

/** `20261124T140000` of `2026-11-24T14:00:00`. */
export const compact = (local: string) => local.replace(/[-:]/g, '');

/** `20261124T140000Z` of an instant. */
export const utcStamp = (instant: number | Date) =>
  `${compact(new Date(instant).toISOString().slice(0, 19))}Z`;
