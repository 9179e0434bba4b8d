import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openWidget, type Stage, startStage } from '../../widget/element/test/support/browser.js';

export interface PageFacts {
  /** Requests to the server's origin before anybody comes near the button, the loader's own included. */
  requestsBeforeIntent: number;
  /** Reports of the content security policy, with the strictest page: `default-src 'none'`, Trusted Types. */
  violations: number;
  /** What axe finds, over all `states`. */
  findings: number;
  states: number;
}

const shapes = [
  { mode: 'launcher', width: 1100 },
  { mode: 'inline', width: 800 },
  { mode: 'page', width: 1280 },
  { mode: 'launcher', width: 390 },
];
const states = shapes.flatMap((shape) =>
  ['light', 'dark'].flatMap((theme) => ['ltr', 'rtl'].map((dir) => ({ ...shape, theme, dir }))),
);

interface Axe {
  run(selector: string): Promise<{ violations: { nodes: unknown[] }[] }>;
}

/** In a real browser, with the widget built from its sources as it is shipped. */
export async function measurePages(): Promise<PageFacts> {
  const stage = await startStage();
  try {
    const requestsBeforeIntent = await countRequests(stage);
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    let violations = 0;
    let findings = 0;
    for (const { mode, theme, dir, width } of states) {
      const { page, problems } = await openWidget(
        stage,
        { mode, theme },
        { html: `dir="${dir}"`, body: '<main><h1>Host</h1></main>' },
        { viewport: { width, height: 800 }, reducedMotion: 'reduce' },
      );
      await page.evaluate(() => window.fixture.widget.show());
      await page.locator('team-brain tb-messaging-panel article').first().waitFor();
      violations += problems.length;
      // By the debugger, which the policy of the page lets in.
      await page.evaluate(axe);
      findings += await page.evaluate(async () => {
        const { violations: found } = await (window as unknown as { axe: Axe }).axe.run('team-brain');
        return found.reduce((sum, { nodes }) => sum + nodes.length, 0);
      });
      await page.context().close();
    }
    return { requestsBeforeIntent, violations, findings, states: states.length };
  } finally {
    await stage.close();
  }
}

async function countRequests(stage: Stage): Promise<number> {
  const { page } = await stage.open({ head: '<script async src="/embed.js"></script>' });
  await page.locator('team-brain-launcher-facade').locator('button').waitFor();
  await page.waitForLoadState('networkidle');
  const ofWidget = stage.requests.filter((path) => path.endsWith('.js'));
  await page.context().close();
  return ofWidget.length;
}
