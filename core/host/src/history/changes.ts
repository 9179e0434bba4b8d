import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, FieldDiff, Json, TextPart, VersionDiff } from '@teambrain/protocol';
import { describeChange } from './describe.js';
import type { Field, Side } from './fields.js';
import { maxValueBytes, type State } from './repository.js';
import { diffText } from './text-diff.js';

/** Effort for all texts of one diff: 1,000 words or sentences that differ, and 60 ms that everybody else waits. */
const maxSteps = 1_000_000;

/** How two states differ. */
export function diffStates(
  fields: readonly Field[],
  before: State,
  after: State,
): Pick<VersionDiff, 'changes' | 'text'> {
  const effort = { steps: maxSteps };
  const lines: string[] = [];
  const changes = fields.flatMap((field): FieldDiff[] => {
    const [old, now] = [before[field.name] ?? null, after[field.name] ?? null];
    if (isDeepStrictEqual(old, now)) return [];
    const sides = [sideOf(old as Json), sideOf(now as Json)] as const;
    const change: FieldDiff = changeOf(field, ...sides);
    if (field.isText && typeof old === 'string' && typeof now === 'string') {
      const parts = diffText(old, now, effort);
      if (isWorthShowing(parts, change)) change.parts = parts;
    }
    lines.push(describeChange(change, ...sides));
    return [change];
  });
  return { changes, text: lines.join('\n') };
}

/** Parts without anything in common say no more than the two values, where those are there. */
function isWorthShowing(parts: readonly TextPart[], change: FieldChange): boolean {
  const isWhole = change.before !== undefined && change.after !== undefined;
  return !isWhole || parts.some(({ type, text }) => type === 'same' && /\S/.test(text));
}

/** A change by its two sides. Lists of texts and numbers also say what came and went. */
export function changeOf(field: Field, before: Side, after: Side): FieldChange {
  return {
    field: field.name,
    title: field.title,
    kind: before.size === null ? 'added' : after.size === null ? 'removed' : 'changed',
    ...(isShown(before) ? { before: before.value } : {}),
    ...(isShown(after) ? { after: after.value } : {}),
    ...(isList(before.value) && isList(after.value) ? comeAndGone(before.value, after.value) : {}),
  };
}

/** The database gives null for what is too long. */
const isShown = ({ value }: Side): boolean => value !== undefined && value !== null;

type Scalar = string | number | boolean;

function isList(value: Json | undefined): value is Scalar[] {
  return Array.isArray(value) && value.every((item) => ['string', 'number', 'boolean'].includes(typeof item));
}

function comeAndGone(before: readonly Scalar[], after: readonly Scalar[]) {
  return { added: without(after, before), removed: without(before, after) };
}

/** Each of `others` takes one away. */
function without(list: readonly Scalar[], others: readonly Scalar[]): Scalar[] {
  const left = new Map<Scalar, number>();
  for (const item of others) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    if (count > 0) left.set(item, count - 1);
    return count === 0;
  });
}

function sideOf(value: Json): Side {
  if (value === null) return { size: null, isText: false };
  const json = JSON.stringify(value);
  const isText = typeof value === 'string';
  return {
    isText,
    size: isText ? value.length : json.length,
    value: Buffer.byteLength(json) <= maxValueBytes ? value : undefined,
  };
}
