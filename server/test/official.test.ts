import { configReference, resolveConfig } from '@teambrain/core';
import { expect, it } from 'vitest';
import { officialPlugins } from '../src/official.js';

it('ends the start when an official plugin fails, unless the operator says otherwise', () => {
  const { config } = resolveConfig({ plugins: { presence: { mustLoad: false } } }, officialPlugins);
  expect(Object.entries(config.plugins).map(([name, { mustLoad }]) => [name, mustLoad])).toEqual([
    ['workspaces', true],
    ['rooms', true],
    ['messaging', true],
    ['presence', false],
    ['events', true],
    ['embed', true],
  ]);
  expect(configReference(officialPlugins)).toContain(
    '| `plugins.messaging.mustLoad` | `TEAMBRAIN_PLUGINS__MESSAGING__MUST_LOAD` | boolean | `true` |',
  );
});
