import { kitVersion } from '@teambrain/widget-kit';
import { expect, it } from 'vitest';
import kitPackage from '../../kit/package.json' with { type: 'json' };

it('is imported by a server without a DOM, and touches nothing there', async () => {
  const before = Object.keys(globalThis);
  const { TeamBrainElement } = await import('../src/index.js');
  expect(TeamBrainElement.tag).toBe('team-brain');
  expect(typeof document).toBe('undefined');
  expect(
    Object.keys(globalThis).filter((name) => !before.includes(name) && !/^(lit|reactive)/.test(name)),
  ).toEqual([]);
});

it('carries the version of its package', () => {
  expect(kitVersion).toBe(kitPackage.version);
});
