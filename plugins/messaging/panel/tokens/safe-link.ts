const allowed = new Set(['http:', 'https:', 'mailto:']);

/**
 * The absolute address behind a link token, or undefined when a reader must not be able to follow it. Relative addresses
 * are refused too: inside a widget they would resolve against the page that embeds it, which the author never saw.
 */
export function safeLink(href: string | undefined): URL | undefined {
  if (!href) return undefined;
  try {
    const url = new URL(href);
    return allowed.has(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
