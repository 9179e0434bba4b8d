import { beforeEach, expect, it, vi } from 'vitest';
import { chatIcon, hashIcon } from '../src/icons.js';
import { defineMessages } from '../src/messages.js';
import { onPanelsChanged, type PanelDefinition, registeredPanels, registerPanel } from '../src/panels.js';

const panel = (name: string, order: number): PanelDefinition => ({
  name,
  plugin: name,
  label: defineMessages(name, { label: name }),
  icon: chatIcon,
  order,
  load: () => Promise.reject(new Error('not loaded in this test')),
});

beforeEach(() => {
  registerPanel(panel('late', -1));
  registerPanel(panel('early', -2));
});

it('lists panels by their order, whatever the order of registration', () => {
  // Others that this process imported may stand after them.
  expect(
    registeredPanels()
      .slice(0, 2)
      .map(({ name }) => name),
  ).toEqual(['early', 'late']);
});

it('lets a host replace a panel by its name, and tells open widgets', () => {
  const listener = vi.fn();
  const stop = onPanelsChanged(listener);
  registerPanel({ ...panel('early', -2), icon: hashIcon });
  stop();
  expect(registeredPanels().filter(({ name }) => name === 'early')).toMatchObject([{ icon: hashIcon }]);
  expect(listener).toHaveBeenCalledOnce();
});
