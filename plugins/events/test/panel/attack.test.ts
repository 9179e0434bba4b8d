import { expect, it } from 'vitest';
import { harnessFor } from '../../../../widget/kit/test/support/harness.js';
import type { Plan } from './fake-calendar.js';
import type { Setup } from './page.js';

const hostile = [
  '<script>globalThis.hacked = 1</script>',
  '<img src=x onerror="globalThis.hacked = 1">',
  '"><iframe srcdoc="<script>parent.hacked=1</script>">',
  '<style>*{display:none}</style>',
  '" style="position:fixed;inset:0',
  "{{constructor.constructor('alert(1)')()}}",
  '\u202egnp.exe\u202c \u2066hidden\u2069',
  `Zalgo ${'e\u0301\u0301\u0301\u0301'.repeat(40)}`,
  'a'.repeat(200),
];
const plans: Plan[] = hostile.map((text, index) => ({
  id: `e${index}`,
  title: text,
  location: text,
  description: text,
  timeZone: index % 2 ? 'Nowhere/<b>x</b>' : 'Europe/Berlin',
  attendees: [
    {
      user: {
        id: text,
        username: text,
        displayName: text,
        kind: 'user',
        avatarUrl: 'javascript:globalThis.hacked=1',
      },
      status: 'accepted',
    },
  ],
  at: [{ start: `2026-11-24T0${index}:00:00Z`, end: `2026-11-24T0${index}:30:00Z` }],
}));

const harness = harnessFor(new URL('./page.ts', import.meta.url));

it('hostile titles, places, texts, names and zones stay text in every view', async () => {
  const page = await harness.newPage({ viewport: { width: 700, height: 900 }, timezoneId: 'Asia/Tokyo' });
  await page.evaluate(
    async (setup) => {
      await openCalendar(setup as Setup);
    },
    { plans, day: '2026-11-24' } as object,
  );
  await page.locator('.entry').first().waitFor();
  const look = () =>
    page.evaluate(() => {
      const elements: Element[] = [];
      const gather = (root: ParentNode): void => {
        for (const element of root.querySelectorAll('*')) {
          elements.push(element);
          if (element.shadowRoot) gather(element.shadowRoot);
        }
      };
      gather(document.body);
      return {
        hacked: 'hacked' in globalThis,
        forbidden: elements.filter(
          ({ localName, id }) => ['img', 'iframe', 'style', 'object', 'b'].includes(localName) && id === 'x',
        ).length,
        made: elements.filter(({ localName }) => ['iframe', 'style', 'object'].includes(localName)).length,
        handlers: elements
          .flatMap(({ attributes }) => [...attributes])
          .filter(({ name }) => name.startsWith('on')).length,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
  const clean = { hacked: false, forbidden: 0, made: 0, handlers: 0, wide: 0 };
  expect(await look()).toEqual(clean);
  for (const view of ['Week', 'Upcoming', 'Month']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await page.locator('.event, .entry').first().waitFor();
    expect(await look()).toEqual(clean);
  }
  for (const index of hostile.keys()) {
    await page.locator(`[data-key^="e${index} "].entry`).click();
    await page.locator('tb-event-card .people').waitFor();
    expect(await look()).toEqual(clean);
    await page.keyboard.press('Escape');
  }
  expect(page.faults.filter((fault) => !/javascript:globalThis/.test(fault))).toEqual([]);
  await page.context().close();
});
