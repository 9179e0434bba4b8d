import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const gap = 12;

/** Puts many pictures onto few sheets, each with its name above it. */
export async function contactSheets(browser, folder, title, files, { width, perRow, perSheet }) {
  const made = [];
  for (let start = 0; start < files.length; start += perSheet) {
    const part = files.slice(start, start + perSheet);
    const page = await browser.newPage({ viewport: { width: perRow * (width + gap) + gap, height: 100 } });
    const cells = part.map(({ name, path }) => {
      const source = `data:image/png;base64,${readFileSync(path).toString('base64')}`;
      return `<figure><figcaption>${name}</figcaption><img src="${source}"></figure>`;
    });
    await page.setContent(
      `<style>body{margin:${gap}px;display:grid;grid-template-columns:repeat(${perRow},${width}px);gap:${gap}px;
        font:12px monospace;background:#888;color:#000}figure{margin:0}img{width:100%;display:block}</style>${cells.join('')}`,
    );
    const path = join(folder, `sheet-${title}-${start / perSheet + 1}.png`);
    writeFileSync(path, await page.screenshot({ fullPage: true }));
    await page.close();
    made.push(path);
  }
  return made;
}
