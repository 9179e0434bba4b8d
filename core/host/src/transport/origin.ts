/** Scheme, host and port as browsers write them. Throws for anything that is more or less than an origin. */
export function canonicalOrigin(origin: string): string {
  const wrong = () => new Error(`"${origin}" is not an origin: write scheme, host and port only`);
  if (!URL.canParse(origin)) throw wrong();
  const url = new URL(origin);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (url.origin === 'null' || !bare) throw wrong();
  return url.origin;
}
