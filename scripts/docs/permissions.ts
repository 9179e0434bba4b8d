import type { PermissionRow } from '@teambrain/core';

const roles = ['owner', 'admin', 'member', 'viewer', 'guest', 'visitor'] as const;

/** The matrix of rights, one table per scope. */
export function permissionsPage(matrix: readonly PermissionRow[]): string {
  const scopes = [...new Set(matrix.map(({ scope }) => scope))];
  const table = (scope: string) => {
    const rows = matrix.filter((row) => row.scope === scope);
    if (scope === 'account' || scope === 'server') {
      const lines = rows.map(
        ({ name, roles: holders, summary }) => `| \`${name}\` | ${holders.join(', ')} | ${summary} |`,
      );
      return ['| permission | held by | lets |', '|---|---|---|', ...lines];
    }
    const lines = rows.map(({ name, roles: holders, summary }) => {
      const cells = roles.map((role) => ((holders as readonly string[]).includes(role) ? 'yes' : ''));
      return `| \`${name}\` | ${cells.join(' | ')} | ${summary} |`;
    });
    return [
      `| permission | ${roles.join(' | ')} | lets |`,
      `|---|${roles.map(() => ':-:|').join('')}---|`,
      ...lines,
    ];
  };
  return [
    '# Rights',
    '',
    'Rights are data: routes, actions, `/v1/meta` and the rights tests all read this table. Nothing is allowed that is not',
    'listed. A visitor has no role in a room and may see that it exists. What an actor may not see answers 404, what it may',
    'see and not do answers 403. A workspace owner or admin acts as admin in every room but personal and direct ones.',
    '',
    ...scopes.flatMap((scope) => [`## In scope \`${scope}\``, '', ...table(scope), '']),
  ].join('\n');
}
