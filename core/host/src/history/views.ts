import type { Version } from '@teambrain/protocol';
import type { Users } from '../auth/contract.js';
import type { VersionRow } from './repository.js';

/** Makes answers of rows: authors as they are now, fields in order of the schema, and none that it no longer has. */
export function createVersionViews(users: Pick<Users, 'byIds'>, order: readonly string[]) {
  const place = new Map(order.map((field, index) => [field, index]));
  const placeOf = (field: string) => place.get(field) as number;

  return async function versionsOf(rows: readonly VersionRow[]): Promise<Version[]> {
    const authors = await users.byIds([
      ...new Set(rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]))),
    ]);
    return rows.map(({ version, actorId, cause, restoredFrom, fields, createdAt }) => ({
      version,
      author: authors.get(actorId ?? '') ?? null,
      cause,
      ...(restoredFrom === null ? {} : { restoredFrom }),
      fields: fields.filter((field) => place.has(field)).sort((a, b) => placeOf(a) - placeOf(b)),
      createdAt: createdAt.toISOString(),
    }));
  };
}

export type VersionViews = ReturnType<typeof createVersionViews>;
