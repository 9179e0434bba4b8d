import type { FieldDiff, Json, TextPart } from '@teambrain/protocol';
import type { Side } from './fields.js';
import { countWords } from './text-diff.js';

/** Longest text that is quoted. */
const maxQuoted = 80;
/** Most characters whose words are counted: it takes 10 ms for each 100,000. */
const maxCountedChars = 200_000;
/** Items of a list that are named. */
const maxNamed = 5;

/** A change as an English sentence: `Title changed from “Plan” to “The plan”.` */
export function describeChange(change: FieldDiff, before: Side, after: Side): string {
  const { title, kind } = change;
  if (change.added && change.removed) return describeList(title, change.added, change.removed);
  const [was, is] = [shown(change.before), shown(change.after)];
  if (kind === 'added') return is === null ? `${title} added${sizeOf(after)}.` : `${title} added: ${is}.`;
  if (kind === 'removed')
    return was === null ? `${title} removed${sizeOf(before)}.` : `${title} removed; it was ${was}.`;
  if (was !== null && is !== null) return `${title} changed from ${was} to ${is}.`;
  const changed = change.parts?.filter(({ type }) => type !== 'same') ?? [];
  const chars = changed.reduce((sum, { text }) => sum + text.length, 0);
  if (change.parts && chars <= maxCountedChars) return `${title} changed: ${describeParts(changed)}.`;
  return `${title} changed${sizes(before, after)}.`;
}

function describeParts(parts: readonly TextPart[]): string {
  const count = (type: TextPart['type']) =>
    parts.reduce((sum, part) => (part.type === type ? sum + countWords(part.text) : sum), 0);
  const [added, removed] = [count('added'), count('removed')];
  const words = (number: number) => `${thousands(number)} ${number === 1 ? 'word' : 'words'}`;
  if (added > 0 && removed > 0) return `${words(added)} added, ${thousands(removed)} removed`;
  if (added > 0) return `${words(added)} added`;
  return removed > 0 ? `${words(removed)} removed` : 'spacing and punctuation';
}

function describeList(title: string, added: readonly Json[], removed: readonly Json[]): string {
  const parts = [
    ...(added.length > 0 ? [`${named(added)} added`] : []),
    ...(removed.length > 0 ? [`${named(removed)} removed`] : []),
  ];
  return parts.length === 0 ? `${title} put in another order.` : `${title}: ${parts.join('; ')}.`;
}

function named(items: readonly Json[]): string {
  const names = items.slice(0, maxNamed).map((item) => shown(item) ?? 'a long text');
  const more = items.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${thousands(more)} more`;
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** Null: not to be put into a sentence. */
function shown(value: Json | undefined): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length > 0 && value.every(isPlain) ? named(value) : null;
  if (typeof value !== 'string') return null;
  return value.length > maxQuoted || value.includes('\n') ? null : `“${value}”`;
}

const isPlain = (value: Json): boolean => typeof value !== 'object';

/** Only of texts: nobody counts the characters of a list. */
function sizes(before: Side, after: Side): string {
  if (!before.isText || !after.isText) return '';
  return ` (from ${thousands(before.size ?? 0)} to ${thousands(after.size ?? 0)} characters)`;
}

const sizeOf = ({ isText, size }: Side): string => (isText ? ` (${thousands(size ?? 0)} characters)` : '');

const thousands = (number: number): string => number.toLocaleString('en-US');
