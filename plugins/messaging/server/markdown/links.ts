/** Longest address that becomes a link, in characters. */
const maxHref = 2048;
const allowed = new Set(['http:', 'https:', 'mailto:']);
// Browsers drop tabs and newlines inside a scheme, and show bidi and zero-width characters as nothing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const hidden = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]/;

/**
 * The address in its normal form (host in punycode), or null where it must stay text: only http(s) and mailto, nothing
 * that a browser reads as another scheme, no user names before the host (`https://bank.example@evil.example`).
 */
export function safeHref(href: string): string | null {
  if (href.length > maxHref || hidden.test(href) || href.includes('\\')) return null;
  if (!/^(?:https?:\/\/[^/?#]|mailto:[^?])/i.test(href)) return null;
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (!allowed.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href.length <= maxHref ? url.href : null;
}

const address = /(?:https?:\/\/|mailto:)[^\s<>"'`|\\^{}]{1,2048}/iy;
const closers: Record<string, string> = { ')': '(', ']': '[' };

/** The address that starts at `index` of a text, without the punctuation that ends the sentence around it. */
export function addressAt(text: string, index: number): string | null {
  address.lastIndex = index;
  let found = address.exec(text)?.[0];
  while (found) {
    const last = found.at(-1) as string;
    const opener = closers[last];
    const isOutside = opener ? count(found, last) > count(found, opener) : /[.,:;!?*_~]/.test(last);
    if (!isOutside) break;
    found = found.slice(0, -1);
  }
  return found && safeHref(found) !== null ? found : null;
}

function count(text: string, char: string): number {
  let total = 0;
  for (const each of text) if (each === char) total += 1;
  return total;
}
