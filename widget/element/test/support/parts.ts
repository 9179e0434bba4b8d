import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWidget, type Stage } from './browser.js';

const sources = join(import.meta.dirname, '../../src');

/**
 * Parts that style sheets of a page reach on `<team-brain>`, sorted: what its own templates name, and what its panels hand
 * on out of their shadow trees, as the browser has it.
 */
export async function offeredParts(stage: Stage): Promise<string[]> {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const own = files
    .map((file) => readFileSync(join(sources, file), 'utf8'))
    .flatMap((text) =>
      [...text.matchAll(/\spart="([\w -]+)"/g)].flatMap(([, names = '']) => names.split(' ')),
    );
  const { page } = await openWidget(stage, { mode: 'inline' });
  await page.locator('team-brain tb-messaging-panel article').first().waitFor();
  // The mock server has no calendar; what its panel hands on stands on it as soon as it is made.
  await page.evaluate(async () => {
    const { widget } = window.fixture;
    const { features } = widget.widgetContext.state;
    widget.widgetContext.update({ features: new Set([...features, 'events']) });
    await widget.loadPanel('calendar');
  });
  const handedOn = await page.evaluate(() => {
    const elements = window.fixture.widget.shadowRoot?.querySelectorAll('[exportparts]') ?? [];
    const pairs = [...elements].flatMap((element) => element.getAttribute('exportparts')?.split(',') ?? []);
    return pairs.map((pair) => pair.split(':').at(-1)?.trim() ?? '');
  });
  return [...new Set([...own, ...handedOn])].sort();
}
