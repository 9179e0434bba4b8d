import type { Database } from '../database/contract.js';
import { isId } from '../ids.js';
import { problem } from '../transport/problem-error.js';
import type { Audit } from './audit.js';
import type { Sessions } from './sessions.js';
import type { UserRepository } from './user-repository.js';

export interface AccountChange {
  /** False ends all sessions of the account and lets it open none; true lets it log in again. */
  active?: boolean;
  /** Whether it administers the server. */
  admin?: boolean;
}

export interface AdministrationDeps {
  db: Database;
  repository: UserRepository;
  sessions: Sessions;
  /** Called after COMMIT when an account changed. */
  changed(userId: string): void;
  /** Called after that when it was deactivated. */
  deactivated(userId: string): void;
  audit: Audit;
}

/** What changes whether an account lives and what it administers. One active administrator always stays. */
export function createAdministration({
  db,
  repository,
  sessions,
  changed,
  deactivated,
  audit,
}: AdministrationDeps) {
  return async function change(userId: string, wanted: AccountChange, actorId?: string): Promise<void> {
    await db.transaction(async () => {
      // Locked, so that two of them cannot remove each other at once.
      const admins = await repository.lockAdmins();
      const user = isId(userId) ? await repository.find(userId) : null;
      if (!user) throw problem('not_found');
      const isAdmin = user.serverRoles.includes('admin');
      const admin = wanted.admin ?? isAdmin;
      const active = wanted.active ?? user.deactivatedAt === null;
      if (admin && user.kind !== 'user')
        throw problem('unprocessable', 'Only a person’s account can administer.');
      if (admins.length === 1 && admins[0] === userId && !(admin && active))
        throw problem('conflict', 'The last administrator of the server cannot leave or be removed.');
      if (admin !== isAdmin) await repository.setAdmin(userId, admin);
      if (active !== (user.deactivatedAt === null)) await repository.setActive(userId, active);
      if (!active) await sessions.end(userId, 'deactivated');
    });
    changed(userId);
    if (wanted.active === false) deactivated(userId);
    const { active, admin } = wanted;
    const facts = { ...(active === undefined ? {} : { active }), ...(admin === undefined ? {} : { admin }) };
    audit({ action: 'auth.account_changed', ...(actorId ? { actorId } : {}), userId, facts });
  };
}

export type ChangeAccount = ReturnType<typeof createAdministration>;
