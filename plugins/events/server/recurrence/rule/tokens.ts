import { invalid, tooCostly } from '../error.js';
import { limits } from '../limits.js';
import { type PartName, partNames } from './parts.js';

export type Tokens = ReadonlyMap<PartName, string>;

const known = new Set<string>(partNames);
const prefix = 'RRULE:';

/** Cuts a rule into its parts. The text is shown back in reasons only as far as it is letters. */
export function tokens(text: string): Tokens {
  if (text.length > limits.ruleChars) {
    throw tooCostly('rrule', `is longer than ${limits.ruleChars} characters`);
  }
  const upper = text.toUpperCase();
  // `toString()` of common libraries writes the property's name too; nothing else can be meant by it.
  const value = upper.startsWith(prefix) ? upper.slice(prefix.length) : upper;
  if (value === '') throw invalid('rrule', 'is empty');
  const found = new Map<PartName, string>();
  for (const part of value.split(';')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (!known.has(name)) throw unknownPart(name);
    if (equals < 0 || equals === part.length - 1) throw invalid(name, 'has no value');
    if (found.has(name as PartName)) throw invalid(name, 'is given twice');
    found.set(name as PartName, part.slice(equals + 1));
  }
  return found;
}

function unknownPart(name: string) {
  if (name === 'RSCALE' || name === 'SKIP') {
    return invalid(
      name,
      'is not supported: rules count in the Gregorian calendar and leave out days that do not exist',
    );
  }
  if (name === '') return invalid('rrule', 'has an empty part');
  return invalid(
    'rrule',
    /^[A-Z-]{1,20}$/.test(name) ? `has no part named ${name}` : 'has a part without a name',
  );
}
