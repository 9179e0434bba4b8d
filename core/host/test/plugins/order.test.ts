import { describe, expect, it } from 'vitest';
import { orderPlugins } from '../../src/plugins/order.js';

const plugins = [
  { name: 'workspaces' },
  { name: 'rooms', dependsOn: ['workspaces'] },
  { name: 'messaging', dependsOn: ['rooms'], optionalDependsOn: ['files'] },
  { name: 'presence', dependsOn: ['rooms'] },
  { name: 'files', dependsOn: ['rooms'] },
  { name: 'notes', optionalDependsOn: ['missing'] },
];

function* shuffles<T>(items: readonly T[], rounds: number): Generator<T[]> {
  let seed = 1;
  for (let round = 0; round < rounds; round++) {
    const copy = [...items];
    for (let index = copy.length - 1; index > 0; index--) {
      seed = (seed * 48_271) % 2_147_483_647;
      const other = seed % (index + 1);
      [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
    }
    yield copy;
  }
}

describe('the order of plugins', () => {
  it('comes from their needs alone, whatever order they are given in', () => {
    for (const shuffled of shuffles(plugins, 50))
      expect(orderPlugins(shuffled).map(({ name }) => name)).toEqual([
        'notes',
        'workspaces',
        'rooms',
        'files',
        'messaging',
        'presence',
      ]);
  });

  it('names a plugin that is missing', () => {
    expect(() => orderPlugins([{ name: 'rooms', dependsOn: ['workspaces'] }])).toThrow(
      'plugin_missing: plugin "rooms" needs "workspaces", which is not installed',
    );
  });

  it('names two plugins of one name, and a name that is none', () => {
    expect(() => orderPlugins([{ name: 'notes' }, { name: 'notes' }])).toThrow('plugin_name_taken');
    expect(() => orderPlugins([{ name: 'Notes!' }])).toThrow('plugin_name_invalid');
  });

  it('names the plugins of a circle, and no others', () => {
    const circle = [
      { name: 'a', dependsOn: ['b'] },
      { name: 'b', dependsOn: ['c'] },
      { name: 'c', optionalDependsOn: ['b'] },
      { name: 'd', dependsOn: ['a'] },
    ];
    expect(() => orderPlugins(circle)).toThrow(/plugin_cycle: .*: b → c → b;/);
  });
});
