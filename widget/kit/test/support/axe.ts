import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules about a whole page: they are for the page that embeds the panel. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one'];

/** What axe finds in a page that holds a panel and nothing else; `off` names more rules to leave out. */
export async function violations(page: Page, off: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(
    async (names) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const rules = Object.fromEntries(names.map((rule) => [rule, { enabled: false }]));
      const { violations } = await axe.run(document, { rules });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
      );
    },
    [...pageRules, ...off],
  );
}
