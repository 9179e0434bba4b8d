interface Operation {
  summary?: string;
  tags?: string[];
  operationId?: string;
  'x-permission'?: string;
}

/** Every mounted route with its right. */
export function httpPage({ paths }: { paths: Record<string, Record<string, Operation>> }): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      ...operation,
    })),
  );
  const tags = [...new Set(rows.map(({ tags: [tag = 'core'] = [] }) => tag))].sort();
  return [
    '# HTTP routes',
    '',
    'JSON or MessagePack by `Accept` and `Content-Type`, errors included. Bodies and answers are described in',
    '`/openapi.json`, which a running server also shows at `/docs`.',
    '',
    ...tags.flatMap((tag) => [
      `## ${tag}`,
      '',
      '| route | right | does |',
      '|---|---|---|',
      ...rows
        .filter(({ tags: [own = 'core'] = [] }) => own === tag)
        .map(
          (row) =>
            `| \`${row.method} ${row.path}\` | ${row['x-permission'] ? `\`${row['x-permission']}\`` : ''} | ${row.summary ?? ''} |`,
        ),
      '',
    ]),
  ].join('\n');
}
