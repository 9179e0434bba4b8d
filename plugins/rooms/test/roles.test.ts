import { beforeAll, describe, expect, it } from 'vitest';
import { effectiveRole, isVisible } from '../server/rights/role.js';
import { judgeRemoval, judgeRoleChange } from '../server/rights/role-change.js';
import { buildWorld, type Person, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const roles = ['owner', 'admin', 'member', 'viewer'] as const;
type R = (typeof roles)[number];

/** The matrix as the documentation states it, written down a second time and without the code's shortcuts. */
function expected(actor: R, target: R, next: R, isSelf: boolean): string {
  if (actor === 'member' || actor === 'viewer') return 'forbidden';
  if (actor === 'admin') {
    if (target === 'owner' || next === 'owner') return 'forbidden';
    return target === next ? 'same' : 'allow';
  }
  if (target === 'owner') return !isSelf ? 'forbidden' : next === 'owner' ? 'same' : 'last_owner';
  if (next === 'owner') return 'hand_over';
  return target === next ? 'same' : 'allow';
}

describe('the matrix of role changes', () => {
  const cases = roles.flatMap((actor) =>
    roles.flatMap((target) =>
      roles.flatMap((next) =>
        (actor === target ? [true, false] : [false])
          // There is one owner: an owner who meets another one is himself.
          .filter((isSelf) => !(actor === 'owner' && target === 'owner' && !isSelf))
          .map((isSelf) => ({ actor, target, next, isSelf })),
      ),
    ),
  );

  it.each(cases)('$actor makes $target $next (self: $isSelf)', ({ actor, target, next, isSelf }) => {
    expect(judgeRoleChange({ actor, target, next, isSelf })).toBe(expected(actor, target, next, isSelf));
  });

  it('gives nothing to those without a role, and nobody the role of a guest', () => {
    expect(judgeRoleChange({ actor: null, target: 'viewer', next: 'member', isSelf: false })).toBe(
      'forbidden',
    );
    expect(judgeRoleChange({ actor: 'owner', target: 'viewer', next: 'guest', isSelf: false })).toBe(
      'forbidden',
    );
  });

  it('protects the owner from removal', () => {
    expect(judgeRemoval({ actor: 'owner', target: 'owner', isSelf: true })).toBe('last_owner');
    expect(judgeRemoval({ actor: 'admin', target: 'owner', isSelf: false })).toBe('forbidden');
    expect(judgeRemoval({ actor: 'admin', target: 'admin', isSelf: false })).toBe('allow');
    expect(judgeRemoval({ actor: 'member', target: 'viewer', isSelf: false })).toBe('forbidden');
    expect(judgeRemoval({ actor: null, target: 'viewer', isSelf: false })).toBe('forbidden');
  });
});

describe('what somebody is in a room', () => {
  const standing = (more: object) => ({
    visibility: 'private' as const,
    isDirect: false,
    isArchived: false,
    member: null,
    workspace: null,
    ...more,
  });

  it.each([
    [{ workspace: null, member: 'owner' }, null],
    [{ workspace: 'owner' }, 'admin'],
    [{ workspace: 'admin' }, 'admin'],
    [{ workspace: 'admin', member: 'viewer' }, 'admin'],
    [{ workspace: 'admin', member: 'owner' }, 'owner'],
    [{ workspace: 'owner', visibility: 'personal' }, null],
    [{ workspace: 'owner', isDirect: true }, null],
    [{ workspace: 'owner', isDirect: true, member: 'member' }, 'member'],
    [{ workspace: 'member' }, null],
    [{ workspace: 'member', member: 'viewer' }, 'viewer'],
    [{ workspace: 'viewer', member: 'member' }, 'viewer'],
    [{ workspace: 'viewer', member: 'admin' }, 'viewer'],
    [{ workspace: 'guest', member: 'member' }, 'member'],
    [{ workspace: 'member', member: 'member', isArchived: true }, 'viewer'],
    [{ workspace: 'member', member: 'admin', isArchived: true }, 'admin'],
  ])('%j', (more, role) => {
    expect(effectiveRole(standing(more))).toBe(role);
  });

  it.each([
    [{ workspace: 'member', visibility: 'public' }, true],
    [{ workspace: 'viewer', visibility: 'password' }, true],
    [{ workspace: 'guest', visibility: 'public' }, false],
    [{ workspace: null, visibility: 'public' }, false],
    [{ workspace: 'member', visibility: 'public', isDirect: true }, false],
    [{ workspace: 'member', visibility: 'private' }, false],
    [{ workspace: 'member', visibility: 'invite' }, false],
    [{ workspace: 'member', visibility: 'personal' }, false],
  ])('sees it from outside: %j', (more, visible) => {
    expect(isVisible(standing(more))).toBe(visible);
  });
});

describe('changing roles over HTTP', () => {
  const people: Record<R, Person> = { owner: 'olga', admin: 'anna', member: 'mia', viewer: 'vera' };
  const statuses: Record<string, number> = {
    allow: 200,
    hand_over: 200,
    same: 200,
    forbidden: 403,
    last_owner: 409,
  };

  it('answers every cell of the matrix, and a demotion holds at the next request', async () => {
    for (const actor of roles)
      for (const target of roles)
        for (const next of roles) {
          const { id } = await world.room();
          const answer = await world.people[people[actor]].inject({
            method: 'PATCH',
            url: `/v1/rooms/${id}/members/${world.people[people[target]].user.id}`,
            body: { role: next },
          });
          const verdict = expected(actor, target, next, actor === target);
          expect([actor, target, next, answer.status]).toEqual([actor, target, next, statuses[verdict]]);
          if (answer.status === 200) expect(answer.body.role).toBe(next);
          const list = await world.people.wanda.inject({ url: `/v1/rooms/${id}/members` });
          const owners = list.body.items.filter((member: { role: string }) => member.role === 'owner');
          expect(owners).toHaveLength(1);
        }
    const { id } = await world.room();
    const anna = `/v1/rooms/${id}/members/${world.people.anna.user.id}`;
    await world.people.olga.inject({ method: 'PATCH', url: anna, body: { role: 'viewer' } });
    const late = await world.people.anna.inject({
      method: 'DELETE',
      url: `/v1/rooms/${id}/members/${world.people.mia.user.id}`,
    });
    expect(late.status).toBe(403);
  });

  it('keeps one owner when two hand over at once', async () => {
    const { id } = await world.room();
    const to = (who: Person) =>
      world.people.olga.inject({
        method: 'PATCH',
        url: `/v1/rooms/${id}/members/${world.people[who].user.id}`,
        body: { role: 'owner' },
      });
    const answers = await Promise.all([to('anna'), to('mia')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('removes members, but not the owner', async () => {
    const { id } = await world.room();
    const remove = (who: Person, target: Person) =>
      world.people[who].inject({
        method: 'DELETE',
        url: `/v1/rooms/${id}/members/${world.people[target].user.id}`,
      });
    expect((await remove('mia', 'vera')).status).toBe(403);
    expect((await remove('anna', 'olga')).status).toBe(403);
    expect((await remove('olga', 'olga')).status).toBe(409);
    expect((await remove('anna', 'xaver')).status).toBe(404);
    expect((await remove('xaver', 'mia')).status).toBe(404);
    expect((await remove('anna', 'mia')).status).toBe(204);
    expect((await world.people.mia.inject({ url: `/v1/rooms/${id}` })).status).toBe(404);
    expect((await world.people.mia.inject({ url: `/v1/rooms/${id}/unread` })).status).toBe(404);
  });
});
