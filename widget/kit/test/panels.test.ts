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
  registerPanel(panel('notes', 20));
  registerPanel(panel('chat', 10));
});

it('lists panels by their order, whatever the order of registration', () => {
  expect(registeredPanels().map(({ name }) => name)).toEqual(['chat', 'notes']);
});

it('lets a host replace a panel by its name, and tells open widgets', () => {
  const listener = vi.fn();
  const stop = onPanelsChanged(listener);
  registerPanel({ ...panel('chat', 10), icon: hashIcon });
  stop();
  expect(registeredPanels().filter(({ name }) => name === 'chat')).toMatchObject([{ icon: hashIcon }]);
  expect(listener).toHaveBeenCalledOnce();
});
