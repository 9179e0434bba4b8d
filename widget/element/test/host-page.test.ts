import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const inline = (): Promise<{ page: Page; problems: string[] }> => openWidget(stage, { mode: 'inline' });
const composer = (page: Page) => page.locator('team-brain tb-messaging-panel textarea').first();

describe('attributes', () => {
  it('may be taken away again: what they said goes back to the default', async () => {
    const { page } = await openWidget(stage, {
      mode: 'launcher',
      theme: 'dark',
      position: 'start',
      label: 'Ask us',
      density: 'compact',
    });
    const seen = await page.evaluate(async () => {
      const { widget } = window.fixture;
      for (const name of ['mode', 'theme', 'position', 'label', 'density']) widget.removeAttribute(name);
      await widget.updateComplete;
      const { mode, theme, position, label, density } = widget;
      const box = widget.renderRoot.querySelector('.panel');
      const { display } = getComputedStyle(widget);
      return { mode, theme, position, label, density, box: box?.localName, display };
    });
    expect(seen).toEqual({
      mode: 'inline',
      theme: 'auto',
      position: 'end',
      label: '',
      density: 'comfortable',
      box: 'section',
      display: 'block',
    });
  });

  it('make everything smaller: type, faces, distances', async () => {
    const { page } = await openWidget(stage, { mode: 'page', density: 'compact' });
    const row = page.locator('team-brain article:not(.grouped)').first();
    await row.waitFor();
    await page.locator('team-brain tb-rooms-panel .room').first().waitFor();
    const measure = (): Promise<Record<string, number>> =>
      row.evaluate((article) => {
        const face = article.querySelector('tb-avatar');
        const text = article.querySelector('.text');
        const rooms = window.fixture.widget.renderRoot.querySelector('tb-rooms-panel');
        const room = rooms?.shadowRoot?.querySelector('.room');
        return {
          row: article.getBoundingClientRect().height,
          face: face?.getBoundingClientRect().width ?? 0,
          type: text ? Number.parseFloat(getComputedStyle(text).fontSize) : 0,
          line: text ? Number.parseFloat(getComputedStyle(text).lineHeight) : 0,
          room: room?.getBoundingClientRect().height ?? 0,
        };
      });
    await expect.poll(async () => (await measure()).row).toBeLessThan(42);
    const compact = await measure();
    expect(compact).toMatchObject({ face: 24, type: 13, room: 32 });
    await page.evaluate(() => window.fixture.widget.removeAttribute('density'));
    await expect.poll(measure).toMatchObject({ face: 32, type: 14, room: 36 });
    const plain = await measure();
    expect(plain.row).toBeGreaterThan(compact.row as number);
    expect(plain.line).toBeGreaterThan(compact.line as number);
  });

  it('that say nothing else than the default are not written into the page', async () => {
    const { page } = await inline();
    expect(await page.locator('team-brain').evaluate((widget) => widget.getAttributeNames())).toEqual([
      'mode',
      'status',
    ]);
  });

  it('switch the room and the connection while it is open', async () => {
    const { page } = await openWidget(stage, { mode: 'inline', room: 'design' });
    await composer(page).waitFor();
    await page.evaluate(() => window.fixture.widget.setAttribute('room', 'engineering'));
    await expect.poll(() => page.locator('team-brain [part=title]').textContent()).toContain('engineering');
  });

  it('forbid writing with readonly', async () => {
    const { page } = await openWidget(stage, { mode: 'inline', readonly: '' });
    await page.locator('team-brain article').first().waitFor();
    expect(await composer(page).count()).toBe(0);
  });

  it('put the unread count before the title, and take it away with the widget', async () => {
    const { page } = await openWidget(stage, { mode: 'launcher', 'title-badge': '' });
    await expect.poll(() => page.title()).toBe('(4) Host');
    await page.evaluate(() => window.fixture.widget.remove());
    expect(await page.title()).toBe('Host');
  });

  it('sound only after the visitor has pressed something', async () => {
    const { page } = await stage.open({
      head: '<script type="module" src="/page.js"></script>',
      body: '<button id="any">Any</button>',
    });
    await page.waitForFunction(() => 'makeFixture' in window);
    const notes = (): Promise<number> => page.evaluate(() => (window as unknown as { notes: number }).notes);
    await page.evaluate(async () => {
      const counted = window as unknown as { notes: number };
      counted.notes = 0;
      const { createOscillator } = AudioContext.prototype;
      AudioContext.prototype.createOscillator = function () {
        counted.notes++;
        return createOscillator.call(this);
      };
      // Every call of a test counts as a gesture to the browser, so what it knows of gestures is said here.
      const activation = { hasBeenActive: false };
      Object.defineProperty(navigator, 'userActivation', { value: activation });
      document.querySelector('#any')?.addEventListener('click', () => {
        activation.hasBeenActive = true;
      });
      const { widget } = await window.makeFixture({ mode: 'launcher', sound: '' });
      await widget.ready;
    });
    const unread = (count: number): Promise<void> =>
      expect
        .poll(() => page.locator('team-brain .launcher').getAttribute('aria-label'))
        .toContain(`${count} unread`);
    await page.evaluate(() => window.fixture.say('joe', 'Before'));
    await unread(5);
    expect(await notes()).toBe(0);
    await page.locator('#any').click();
    await page.evaluate(() => window.fixture.say('joe', 'After'));
    await unread(6);
    await expect.poll(notes).toBe(2);
  });
});

describe('methods', () => {
  it('compose puts a text into the field, or sends it', async () => {
    const { page } = await openWidget(stage);
    await page.evaluate(() => window.fixture.widget.compose('A draft'));
    expect(await composer(page).inputValue()).toBe('A draft');
    await page.evaluate(() => window.fixture.widget.compose('Sent by the page', { send: true }));
    await page.locator('team-brain article').getByText('Sent by the page').waitFor();
  });

  it('goTo opens a room, also where another panel is on show', async () => {
    const { page } = await openWidget(stage);
    await page.evaluate(() => window.fixture.widget.goTo({ room: 'engineering' }));
    await expect.poll(() => page.locator('team-brain [part=title]').textContent()).toContain('engineering');
    expect(await page.locator('team-brain').getAttribute('open')).toBe('');
  });

  it('signOut takes every text out of the page', async () => {
    const { page } = await inline();
    await page.locator('team-brain article').first().waitFor();
    await page.evaluate(() => window.fixture.widget.signOut());
    await page.getByRole('heading', { name: 'Please sign in' }).waitFor();
    const text = await page.evaluate(() => {
      const read = (root: ParentNode): string =>
        [...root.querySelectorAll('*')]
          .map((element) => (element.shadowRoot ? read(element.shadowRoot) : '') + element.textContent)
          .join('');
      return read(document);
    });
    for (const word of ['Morning', 'design', 'Lilly', 'Acme']) expect(text).not.toContain(word);
  });
});

describe('events', () => {
  it('are heard at the document, and a message may be kept from leaving', async () => {
    const { page } = await inline();
    await composer(page).waitFor();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['tb-message-sent', 'tb-message', 'tb-mention'] as const)
        document.addEventListener(name, () => heard.push(name));
      document.addEventListener('tb-message-send', (event) => {
        const { text } = (event as CustomEvent<{ text: string }>).detail;
        heard.push(`send ${text}`);
        if (text === 'secret') event.preventDefault();
      });
    });
    await composer(page).fill('secret');
    await page.keyboard.press('Enter');
    await composer(page).fill('hello');
    await page.keyboard.press('Enter');
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    const sent = ['send secret', 'send hello', 'tb-message-sent'];
    await expect.poll(heard).toEqual(sent);
    await page.evaluate(() => window.fixture.say('ana', 'An answer'));
    await expect.poll(heard).toEqual([...sent, 'tb-message']);
    await page.locator('team-brain article').getByText('hello').waitFor();
    expect(await page.locator('team-brain article').getByText('secret').count()).toBe(0);
  });
});

describe('slots, parts and states', () => {
  it('show what the page puts into them, also what comes later', async () => {
    const { page } = await inline();
    await composer(page).waitFor();
    await page.evaluate(() => {
      for (const slot of ['header-start', 'header-end', 'footer', 'composer-actions']) {
        const child = document.createElement('button');
        Object.assign(child, { slot, textContent: `Page ${slot}` });
        window.fixture.widget.append(child);
      }
    });
    for (const slot of ['header-start', 'header-end', 'footer', 'composer-actions'])
      await expect.poll(() => page.getByText(`Page ${slot}`).isVisible()).toBe(true);
  });

  it('make a tab of a child for panel-…, which goes when the child goes', async () => {
    const { page } = await inline();
    await composer(page).waitFor();
    await page.evaluate(() => {
      const child = document.createElement('div');
      child.slot = 'panel-status';
      child.title = 'Status';
      child.textContent = 'All systems work';
      window.fixture.widget.append(child);
    });
    await page.getByRole('tab', { name: 'Status' }).click();
    await page.getByText('All systems work').waitFor();
    expect(await composer(page).isVisible()).toBe(false);
    expect(await page.locator('team-brain').getAttribute('panel')).toBe('status');
    await page.evaluate(() => document.querySelector('[slot=panel-status]')?.remove());
    await composer(page).waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
  });

  it('take a panel from a package of its own', async () => {
    const { page } = await inline();
    await page.evaluate(() => window.fixture.addPanel('polls'));
    await page.getByRole('tab', { name: 'Polls' }).click();
    await page.getByText('No polls yet').waitFor();
  });

  it('give the page the parts of the messages inside', async () => {
    const css =
      'team-brain::part(author) { color: rgb(1, 2, 3) } team-brain::part(input) { color: rgb(3, 2, 1) }';
    const { page } = await openWidget(stage, { mode: 'inline' }, { css });
    const color = (selector: string): Promise<string> =>
      page
        .locator(`team-brain ${selector}`)
        .first()
        .evaluate((node) => getComputedStyle(node).color);
    await page.locator('team-brain .author').first().waitFor();
    expect(await color('.author')).toBe('rgb(1, 2, 3)');
    expect(await color('textarea')).toBe('rgb(3, 2, 1)');
  });

  it('say by :state() that it is open, and how the connection is', async () => {
    const { page } = await openWidget(stage);
    const is = (state: string): Promise<boolean> =>
      page.locator('team-brain').evaluate((widget, name) => widget.matches(`:state(${name})`), state);
    await expect.poll(() => is('online')).toBe(true);
    expect(await is('open')).toBe(false);
    await page.locator('team-brain .launcher').click();
    await expect.poll(() => is('open')).toBe(true);
  });
});
