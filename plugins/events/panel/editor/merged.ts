import { changedFields, type Draft } from './draft.js';

const keysOf: Readonly<Record<string, readonly (keyof Draft)[]>> = {
  times: ['start', 'end'],
  rrule: ['repetition'],
};

/** What somebody changed in a form, on another event than the one it was typed over. */
export function merged(draft: Draft, base: Draft, onto: Draft): Draft {
  const keys = changedFields(draft, base).flatMap((field) => keysOf[field] ?? [field as keyof Draft]);
  return { ...onto, refuse: draft.refuse, ...Object.fromEntries(keys.map((key) => [key, draft[key]])) };
}
