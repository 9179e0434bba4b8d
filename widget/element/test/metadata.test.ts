import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customElements } from '../../../scripts/metadata/custom-elements.js';
import type { ElementFacts } from '../../../scripts/metadata/facts.js';
import { cssData, htmlData } from '../../../scripts/metadata/html-data.js';
import { missing, namesOf, readPromised } from '../../../scripts/metadata/promise.js';
import { usedCssProperties } from '../../../scripts/metadata/read-css.js';
import { readElement } from '../../../scripts/metadata/read-element.js';
import { cssPropertyTexts } from '../metadata/css-properties.js';
import { texts } from '../metadata/texts.js';
import { openWidget, type Stage, startStage } from './support/browser.js';
import { offeredParts } from './support/parts.js';

let facts: ElementFacts;
beforeAll(() => {
  facts = readElement();
});

describe('what pages were promised', () => {
  it('is still there', () => {
    expect(missing(readPromised(), namesOf(facts))).toEqual([]);
  });

  it('is all that there is: new names are recorded by npm run widget:metadata', () => {
    expect(missing(namesOf(facts), readPromised())).toEqual([]);
  });

  it.each([
    'attributes',
    'properties',
    'methods',
    'events',
    'slots',
    'parts',
    'states',
    'cssProperties',
  ] as const)('is missed where one of its %s goes or gets another name', (kind) => {
    const promised = readPromised();
    const [first = '', ...others] = promised[kind];
    expect(missing(promised, { ...promised, [kind]: others })).toEqual([`${kind} ${first}`]);
    const renamed = { ...promised, [kind]: [`${first}-new`, ...others] };
    expect(missing(promised, renamed)).toEqual([`${kind} ${first}`]);
  });
});

describe('the metadata', () => {
  it('follows the schema of custom element manifests', () => {
    const schema = createRequire(import.meta.url)('custom-elements-manifest/schema.json');
    const validate = new Ajv({ strict: false }).compile(schema);
    // As it is written: without what is undefined.
    validate(JSON.parse(JSON.stringify(customElements(facts))));
    expect(validate.errors).toBeNull();
  });

  it('says of every name what it means, and of nothing else', () => {
    const { properties, methods, events, slots, parts, cssProperties } = facts;
    const all = [...properties, ...methods, ...events, ...slots, ...parts, ...cssProperties];
    expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
    const known = namesOf(facts);
    const strangers = (['attributes', 'methods', 'events', 'parts'] as const).flatMap((kind) =>
      Object.keys(texts[kind]).filter((name) => !known[kind].includes(name)),
    );
    expect(strangers).toEqual([]);
  });

  it('knows every custom property of the style sheets', () => {
    expect([...usedCssProperties()].sort()).toEqual(Object.keys(cssPropertyTexts).sort());
  });

  it('offers editors the attributes with their values, and the custom properties', () => {
    const { tags } = htmlData(facts) as { tags: { attributes: { name: string; values?: unknown }[] }[] };
    expect(tags[0]?.attributes.find(({ name }) => name === 'position')?.values).toEqual([
      { name: 'end' },
      { name: 'start' },
    ]);
    expect(JSON.stringify(cssData(facts))).toContain('--tb-color-accent');
  });
});

describe('the running element', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage?.close());

  it('has the attributes, properties and methods that the metadata names', async () => {
    const { page } = await openWidget(stage, { mode: 'inline' });
    const real = await page.evaluate(
      ({ properties, methods }) => {
        const { widget } = window.fixture;
        const { observedAttributes } = widget.constructor as typeof HTMLElement & {
          observedAttributes: string[];
        };
        const values = widget as unknown as Record<string, unknown>;
        return {
          attributes: [...observedAttributes].sort(),
          properties: properties.filter((name) => name in widget),
          methods: methods.filter((name) => typeof values[name] === 'function'),
        };
      },
      {
        properties: facts.properties.map(({ name }) => name),
        methods: facts.methods.map(({ name }) => name),
      },
    );
    expect(real.attributes).toEqual(namesOf(facts).attributes);
    expect(real.properties).toEqual(facts.properties.map(({ name }) => name));
    expect(real.methods).toEqual(facts.methods.map(({ name }) => name));
  });

  it('reflects what is said to be reflected', async () => {
    const { page } = await openWidget(stage, { mode: 'inline' });
    const reflecting = facts.properties.filter(({ attribute, values }) => attribute && values);
    const seen = await page.evaluate(
      async (list) => {
        const { widget } = window.fixture;
        const found: string[] = [];
        for (const { name, attribute, value } of list) {
          (widget as unknown as Record<string, unknown>)[name] = value;
          await widget.updateComplete;
          if (widget.getAttribute(attribute) === value) found.push(name);
        }
        return found;
      },
      reflecting.map(({ name, attribute = '', values }) => ({ name, attribute, value: values?.[1] ?? '' })),
    );
    expect(seen).toEqual(reflecting.filter(({ reflects }) => reflects).map(({ name }) => name));
  });

  it('fires nothing that the metadata does not name', async () => {
    const { page } = await openWidget(stage, { mode: 'launcher', 'title-badge': '' });
    const fired = await page.evaluate(async () => {
      const names = new Set<string>();
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) {
        if (event.type.startsWith('tb-') && event.bubbles && event.composed) names.add(event.type);
        return dispatch.call(this, event);
      };
      const { widget, say } = window.fixture;
      await widget.show();
      await widget.compose('from here', { send: true });
      say('joe', 'an answer');
      await new Promise((resolve) => document.addEventListener('tb-message', resolve, { once: true }));
      widget.hide();
      return [...names];
    });
    expect(fired.length).toBeGreaterThan(3);
    // The panels find their widget by an event of their own; it stays within the shadow root of the widget.
    const known = new Set([...facts.events.map(({ name }) => name), 'tb-context-request']);
    expect(fired.filter((name) => !known.has(name))).toEqual([]);
  });

  it('is in the states that the metadata names, and in no other', async () => {
    const { page } = await openWidget(stage, { mode: 'launcher' });
    const statesNow = (names: string[]) =>
      page.evaluate((all) => all.filter((name) => window.fixture.widget.matches(`:state(${name})`)), names);
    const names = facts.states.map(({ name }) => name);
    await page.evaluate(() => window.fixture.say('joe', 'nobody has read this'));
    await expect.poll(() => statesNow(names)).toEqual(['unread', 'online']);
    await page.evaluate(() => window.fixture.widget.show());
    await page.locator('team-brain').getByRole('button', { name: 'Make larger' }).click();
    await expect.poll(() => statesNow(names)).toEqual(['open', 'expanded', 'online']);
    const { status } = await page.evaluate(() => ({ status: window.fixture.client.status }));
    expect(names).toContain(status);
  });

  it('has a place for what a page puts into each slot', async () => {
    const { page } = await openWidget(stage, { mode: 'launcher' });
    const names = facts.slots.map(({ name }) => name);
    await page.evaluate((slots) => {
      const children = slots.map((slot) => Object.assign(document.createElement('span'), { slot }));
      window.fixture.widget.append(...children);
    }, names);
    const placed = (): Promise<string[]> =>
      page.evaluate(() =>
        [...window.fixture.widget.children].filter((child) => child.assignedSlot).map((child) => child.slot),
      );
    const closed = await placed();
    await page.evaluate(() => window.fixture.widget.show());
    await page.locator('team-brain tb-messaging-panel article').first().waitFor();
    expect([...new Set([...closed, ...(await placed())])].sort()).toEqual(names.sort());
  });

  it('hands its styles over by the parts that the metadata names, and no other', async () => {
    const found = await offeredParts(stage);
    expect(found).toEqual(namesOf(facts).parts);
  });
});
