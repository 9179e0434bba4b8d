import type { EmbedVerb } from '../../shared/types.js';
import type { AppRow } from '../apps/repository.js';
import { allVerbs } from './claims.js';

/** What viewers may do, whatever their token says. */
const viewing: readonly EmbedVerb[] = ['read', 'ask'];
/** Guests upload nothing: nobody knows who they are. */
const guestVerbs: Record<AppRow['guests'], readonly EmbedVerb[]> = {
  off: [],
  read: ['read', 'ask'],
  write: ['read', 'write', 'react', 'ask'],
};

/** What a signed user may do: what the token names, below what the role has. */
export function verbsOfUser(role: 'member' | 'viewer', named: readonly EmbedVerb[] | undefined): EmbedVerb[] {
  return allVerbs.filter(
    (verb) => (role === 'member' || viewing.includes(verb)) && (named === undefined || named.includes(verb)),
  );
}

export function verbsOfGuest(policy: AppRow['guests']): EmbedVerb[] {
  return [...guestVerbs[policy]];
}
