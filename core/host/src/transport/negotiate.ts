/** The formats of the wire. */
export type Format = 'json' | 'msgpack';

export const msgpackTypes = ['application/msgpack', 'application/x-msgpack', 'application/vnd.msgpack'];
const jsonTypes = ['application/json', 'application/problem+json'];

/** Answers repeat a handful of Accept headers; the map is bounded so that a client cannot fill it. */
const known = new Map<string, Format | null>();
const maxKnown = 256;

/** The format that an Accept header asks for; JSON when it has no wish or a tie, null when neither is accepted. */
export function negotiate(accept: string | undefined): Format | null {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json';
  const hit = known.get(accept);
  if (hit !== undefined) return hit;
  const format = decide(accept);
  if (accept.length <= 256 && known.size < maxKnown) known.set(accept, format);
  return format;
}

interface Range {
  type: string;
  quality: number;
}

function decide(accept: string): Format | null {
  const ranges = accept.split(',', 50).map(parseRange);
  const json = qualityOf(ranges, jsonTypes);
  const msgpack = qualityOf(ranges, msgpackTypes);
  if (json <= 0 && msgpack <= 0) return null;
  if (msgpack > json) return 'msgpack';
  if (msgpack < json) return 'json';
  const named = ranges.find(({ type }) => jsonTypes.includes(type) || msgpackTypes.includes(type));
  return named && msgpackTypes.includes(named.type) ? 'msgpack' : 'json';
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: Number.isFinite(quality) ? quality : 0 };
}

/** The most specific range that covers one of the types decides (RFC 9110, 12.5.1). */
function qualityOf(ranges: readonly Range[], types: readonly string[]): number {
  let quality = 0;
  let specificity = 0;
  for (const range of ranges) {
    const rank = types.includes(range.type)
      ? 3
      : range.type === 'application/*'
        ? 2
        : range.type === '*/*'
          ? 1
          : 0;
    if (rank === 0 || rank < specificity) continue;
    quality = rank > specificity ? range.quality : Math.max(quality, range.quality);
    specificity = rank;
  }
  return quality;
}
