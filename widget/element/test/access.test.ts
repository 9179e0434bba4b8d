import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';

let stage: Stage;
let axe = '';
beforeAll(async () => {
  stage = await startStage();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const shapes = [
  { shape: 'launcher', mode: 'launcher', width: 1100 },
  { shape: 'inline', mode: 'inline', width: 800 },
  { shape: 'page', mode: 'page', width: 1280 },
  { shape: 'mobile', mode: 'launcher', width: 390 },
] as const;
const cases = shapes.flatMap((shape) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['ltr', 'rtl'] as const).map((direction) => ({ ...shape, theme, direction })),
  ),
);

describe('axe finds nothing to complain about', () => {
  it.each(cases)('$shape, $theme, $direction', async ({ mode, width, theme, direction }) => {
    const { page, problems } = await openWidget(
      stage,
      { mode, theme },
      { html: `dir="${direction}"`, body: '<main><h1>Host</h1></main>' },
      { viewport: { width, height: 800 } },
    );
    await page.evaluate(() => window.fixture.widget.show());
    await page.locator('team-brain tb-messaging-panel article').first().waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: AxeLike }).axe.run('team-brain');
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      );
    });
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  });
});

interface AxeLike {
  run(selector: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
