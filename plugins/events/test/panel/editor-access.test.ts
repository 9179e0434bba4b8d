import { beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../../../widget/kit/test/support/axe.js';
import { type LivePageHandle, type LiveStage, onLivePage } from './live-stage.js';

/** Where to keep pictures of what is tested, for people to look at. */
const pictures = process.env.EDITOR_PICTURES;

let stage: LiveStage;
let page: LivePageHandle;
onLivePage((opened, first) => {
  stage = opened;
  page = first;
});
beforeAll(async () => {
  const { owner, member, workspaceId, make } = stage.world;
  await owner.inject({
    method: 'POST',
    url: `/v1/workspaces/${workspaceId}/resources`,
    body: { name: 'Blue room', kind: 'room', capacity: 8 },
  });
  const attendees = [member.user.id];
  await make(owner, {
    title: 'Dentist',
    start: '2027-03-02T08:30:00',
    end: '2027-03-02T10:30:00',
    attendees,
  });
  const { id } = await make(owner, {
    title: 'Weekly',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=6;BYDAY=TU,TH',
    attendees,
    description: 'Bring the plan along',
  });
  await owner.inject({
    method: 'PATCH',
    url: `/v1/events/${id}`,
    body: { location: 'Blue room', description: 'Bring the new plan along' },
  });
});

const editor = () => page.locator('tb-event-editor');
const openCard = (title: string) =>
  page.locator('tb-calendar-panel').getByRole('button', { name: title }).first().click();
const dialogs = {
  async 'a new event'() {
    await page.locator('.add').click();
    await editor().locator('#title').fill('Interview');
    await editor().locator('tb-event-repeat select').first().selectOption('custom');
    const people = editor().locator('#people input');
    await people.fill('mia');
    await people.press('Enter');
    await editor().locator('.clashes').waitFor();
  },
  async 'more of an event'() {
    await page.locator('.add').click();
    await editor().locator('tb-event-repeat select').first().selectOption('monthlyNth');
    await editor().locator('summary').click();
    await editor().locator('#zone input').click();
  },
  async 'what is wrong'() {
    await page.locator('.add').click();
    await editor().locator('button[type=submit]').click();
    await editor().locator('[aria-invalid]').first().waitFor();
  },
  async 'the history'() {
    await openCard('Weekly');
    const card = page.locator('tb-event-card');
    await card.locator('.actions button').nth(1).click();
    await page.locator('[data-version]').first().waitFor();
  },
  async 'who may change it'() {
    await openCard('Weekly');
    await page.locator('tb-event-card .actions button').nth(2).click();
    await page.locator('tb-event-sharing li').first().waitFor();
  },
  async 'calendar files'() {
    await page.locator('.bar > .icon-button').first().click();
    await page.locator('tb-calendars tb-event-resources li').first().waitFor();
  },
};

describe.each(['light', 'dark'])('in %s', (scheme) => {
  describe.each(['en-GB', 'ar'])('in %s', (locale) => {
    it.each(Object.entries(dialogs))('axe finds nothing in %s', async (name, show) => {
      await page.evaluate((to) => document.documentElement.style.setProperty('color-scheme', to), scheme);
      await page.show({ day: '2027-03-02', locale, theme: scheme });
      await show();
      // Under reduced motion every colour changes within a frame, not at once.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      if (pictures)
        await page.screenshot({ path: `${pictures}/${name.replaceAll(' ', '-')}-${scheme}-${locale}.png` });
      expect(await violations(page, ['heading-order'])).toEqual([]);
    });
  });
});

describe.each([320, 480, 1280])('%i pixels wide', (width) => {
  it.each(Object.entries(dialogs))('nothing is wider than the dialog in %s', async (name, show) => {
    await page.setViewportSize({ width, height: 860 });
    await page.show({ day: '2027-03-02', locale: width === 320 ? 'de-DE' : 'en-GB' });
    await show();
    if (pictures) await page.screenshot({ path: `${pictures}/${name.replaceAll(' ', '-')}-${width}.png` });
    const wide = await page.evaluate(() => {
      const found: string[] = [];
      const visit = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.tagName === 'DIALOG' && element.scrollWidth > element.clientWidth)
            found.push(element.outerHTML.slice(0, 80));
          if (element.shadowRoot) visit(element.shadowRoot);
        }
      };
      visit(document);
      return found;
    });
    expect(wide).toEqual([]);
  });
});
