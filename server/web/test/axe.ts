import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

/** What axe has against a page or a frame; frames inside are left to their own call. */
export async function audit(page: Page | Frame): Promise<string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: AxeLike }).axe.run(document, {
      iframes: false,
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
}

interface AxeLike {
  run(
    root: Document,
    options: { iframes: boolean },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
