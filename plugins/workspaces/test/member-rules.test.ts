import type { Role } from '@teambrain/protocol';
import { describe, expect, it } from 'vitest';
import { judgeInvitation, judgeRemoval, judgeRoleChange } from '../server/rights/member-rules.js';

const roles = ['owner', 'admin', 'member', 'viewer'] as const;

describe('who may change whose role', () => {
  /** The rule of the rights matrix, written a second time. */
  function expected(actor: Role, target: Role, next: Role): string {
    if (actor !== 'owner' && actor !== 'admin') return 'forbidden';
    if (target === 'owner') return 'forbidden';
    if (target === next) return 'same';
    if (next === 'owner') return actor === 'owner' ? 'hand_over' : 'forbidden';
    return 'allow';
  }
  const cases = roles.flatMap((actor) =>
    roles.flatMap((target) => roles.map((next) => [actor, target, next] as const)),
  );

  it.each(cases)('%s gives %s the role %s', (actor, target, next) => {
    expect(judgeRoleChange({ actor, target, next, isSelf: false })).toBe(expected(actor, target, next));
  });

  it('lets nobody raise oneself, and no owner step down', () => {
    for (const actor of ['admin', 'member', 'viewer'] as const) {
      expect(judgeRoleChange({ actor, target: actor, next: 'owner', isSelf: true })).toBe('forbidden');
    }
    expect(judgeRoleChange({ actor: 'owner', target: 'owner', next: 'member', isSelf: true })).toBe(
      'last_owner',
    );
    expect(judgeRoleChange({ actor: null, target: 'member', next: 'viewer', isSelf: false })).toBe(
      'forbidden',
    );
  });

  it('lets everybody but the owner leave, and owner and admin remove others', () => {
    for (const actor of roles) {
      const leaving = judgeRemoval({ actor, target: actor, isSelf: true });
      expect(leaving).toBe(actor === 'owner' ? 'last_owner' : 'allow');
      const removing = judgeRemoval({ actor, target: 'viewer', isSelf: false });
      expect(removing).toBe(actor === 'owner' || actor === 'admin' ? 'allow' : 'forbidden');
      expect(judgeRemoval({ actor, target: 'owner', isSelf: false })).toBe('forbidden');
    }
  });

  it('lets members invite up to their own role where the workspace allows it', () => {
    for (const role of [...roles, 'guest'] as const) {
      const invite = (actor: Role | null, membersMayInvite: boolean) =>
        judgeInvitation({ actor, role, membersMayInvite });
      expect(invite('admin', false)).toBe(role === 'owner' ? 'forbidden' : 'allow');
      expect(invite('member', false)).toBe('forbidden');
      const isAbove = role === 'owner' || role === 'admin';
      expect(invite('member', true)).toBe(isAbove ? 'forbidden' : 'allow');
      expect(invite('viewer', true)).toBe('forbidden');
      expect(invite(null, true)).toBe('forbidden');
    }
  });
});
