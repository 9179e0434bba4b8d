import type { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 with `T`, seconds and an offset, naming a day that exists. */
export function isDateTime(text: string): boolean {
  const match = dateTime.exec(text);
  if (!match) return false;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

/**
 * The stock formats with two made strict: `uuid` alone accepts `urn:uuid:…`, and `date-time` a space for the `T` and
 * second 60, which `new Date()` cannot read.
 */
export function addStrictFormats(ajv: Ajv): void {
  // The CommonJS default export is the callable itself at run time and a namespace to TypeScript.
  const add = addFormats as unknown as (target: Ajv) => void;
  add(ajv);
  ajv.addFormat('uuid', uuid);
  ajv.addFormat('date-time', { type: 'string', validate: isDateTime });
}
