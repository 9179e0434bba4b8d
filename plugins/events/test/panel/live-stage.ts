import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type PanelPage, startHarness } from '../../../../widget/kit/test/support/harness.js';
import { openWorld, type World } from '../world.js';
import type { LiveSetup } from './live-page.js';

export type LivePageHandle = PanelPage & { show(setup?: Partial<LiveSetup>): Promise<void> };

export interface LiveStage {
  world: World;
  newPage(options?: BrowserContextOptions): Promise<LivePageHandle>;
  close(): Promise<void>;
}

/** A server of its own with a room, and pages of the same origin that show its calendar to the room's owner. */
export async function startLiveStage(): Promise<LiveStage> {
  const world = await openWorld();
  const { port: apiPort } = await world.server.listen();
  const harness = await startHarness(new URL('./live-page.ts', import.meta.url), { apiPort });
  const { owner, roomId, workspaceId } = world;
  return {
    world,
    async newPage(options = {}) {
      const page = await harness.newPage({
        viewport: { width: 480, height: 860 },
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      });
      const show = (setup: Partial<LiveSetup> = {}): Promise<void> =>
        page.evaluate(
          (given) =>
            (globalThis as unknown as { openPanel(setup: LiveSetup): Promise<void> }).openPanel(given),
          { token: owner.token, roomId, workspaceId, ...setup },
        );
      return Object.assign(page, { show });
    },
    close: harness.close,
  };
}

/** A stage for the tests of a file, with one page for all of them; a test fails when something went wrong on it. */
export function onLivePage(opened: (stage: LiveStage, page: LivePageHandle) => void): void {
  let stage: LiveStage | undefined;
  let page: LivePageHandle | undefined;
  beforeAll(async () => {
    stage = await startLiveStage();
    page = await stage.newPage();
    opened(stage, page);
  }, 120_000);
  afterAll(() => stage?.close());
  afterEach(() => {
    expect(page?.faults.splice(0)).toEqual([]);
  });
}
