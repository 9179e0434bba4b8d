import type { User } from '@teambrain/protocol';

/** Somebody as a server tells of them: `Lilly Chen` is `lilly.chen`. */
export const person = (id: string, displayName: string): User => ({
  id,
  username: displayName.toLowerCase().replace(/\W+/g, '.'),
  displayName,
  kind: 'user',
});

/** Who looks at the panel. */
export const me = person('me', 'Sam Reed');
export const lilly = person('u1', 'Lilly Chen');
export const joe = person('u2', 'Joe Park');
export const ana = person('u3', 'Ana Silva');
