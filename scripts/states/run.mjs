// `npm run screenshots:states -- <folder> [part of a scene's name] [variant,variant]`: every panel and state of the built
// product, in light and dark, narrow and wide, right to left, with large text and forced colours, for somebody to look at.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browser.mjs';
import { ensureBuilt, ensureInstalled } from '../setup.mjs';
import { calendarScenes } from './calendar-scenes.mjs';
import { fill } from './data.mjs';
import { startDemo } from './server.mjs';
import { contactSheets } from './sheets.mjs';
import { variants } from './variants.mjs';
import { openWebScene, webScenes } from './web-scenes.mjs';
import { openWidget } from './widget-page.mjs';
import { widgetScenes } from './widget-scenes.mjs';

const [folder, wanted = '', only = ''] = process.argv.slice(2);
if (!folder) {
  console.error('Say where to: npm run screenshots:states -- <folder> [scene] [variant,variant]');
  process.exit(1);
}
ensureInstalled();
ensureBuilt();
const target = resolve(folder);
mkdirSync(target, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'teambrain-states-'));
const server = await startDemo(data);
// Pages of the scenes come from no address, and Chromium would keep them from this machine.
const args = ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'];
const browser = await chromium.launch({ executablePath: await findBrowser(), args });
const failed = [];
try {
  const place = await fill(server);
  const kinds = [
    ['widget', [...widgetScenes, ...calendarScenes], openWidget],
    ['web', webScenes, openWebScene],
  ];
  for (const [variant, look] of Object.entries(variants)) {
    if (only && !only.split(',').includes(variant)) continue;
    for (const [kind, scenes, open] of kinds) {
      const chosen = scenes.filter(
        ({ name, variants: of }) => `${kind}-${name}`.includes(wanted) && (!of || of.includes(variant)),
      );
      const taken = await inTurns(chosen, async (scene) => {
        const name = `${kind}-${scene.name}`;
        const path = join(target, `${name}.${variant}.png`);
        await take({ scene, look, open, path, name: `${name} ${variant}` }, place);
        return { name, path };
      });
      const isPhone = look.viewport.width < 500;
      const layout = isPhone
        ? { width: 300, perRow: 6, perSheet: 12 }
        : { width: 620, perRow: 3, perSheet: 9 };
      if (taken.length) await contactSheets(browser, target, `${kind}-${variant}`, taken, layout);
      if (taken.length) console.log(`${kind} ${variant}: ${taken.length} pictures`);
    }
  }
} finally {
  await browser.close();
  server.child.kill();
  rmSync(data, { recursive: true, force: true });
}
if (failed.length) {
  console.error(`${failed.length} could not be brought about:\n${failed.join('\n')}`);
  process.exitCode = 1;
}

/** Several at a time, in their order. */
async function inTurns(scenes, work) {
  const made = [];
  const waiting = [...scenes.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) made[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return made;
}

async function take({ scene, look, open, path, name }, place) {
  const { lang = 'en-GB', dir: _dir, font: _font, ...options } = look;
  const context = await browser.newContext({
    locale: lang,
    reducedMotion: 'reduce',
    hasTouch: false,
    ...options,
  });
  context.setDefaultTimeout(6_000);
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await open(page, scene, { server, place, look });
    await scene.show(page, { server, place, look });
    await page.waitForTimeout(120);
  } catch (error) {
    failed.push(`${name}: ${String(error.message).split('\n')[0]}`);
  }
  for (const error of errors) failed.push(`${name}: ${error}`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', fullPage: scene.full === true });
  await context.close();
}
