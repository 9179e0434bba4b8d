import { type Actor, type PluginContext, problem } from '@teambrain/core';
import type { Directory } from './directory.js';

const dayMs = 24 * 60 * 60_000;

/** Answers of a model that the visitors of an app may ask for in a day: each alone, and all together. */
export function createAiBudget(
  { limits }: Pick<PluginContext, 'limits'>,
  directory: Directory,
  refused: (appId: string, code: string) => void,
) {
  return async function takeAnswer({ embed, id }: Actor): Promise<void> {
    if (!embed) return;
    const app = (await directory.byId(embed.appId))?.app;
    if (!app) throw problem('session_revoked');
    const { perVisitor, perApp } = app.aiBudget;
    // In this order: what a visitor is refused is not taken from the others.
    for (const [key, name, max] of [
      [`${app.id}:${id}`, 'embed.answers', perVisitor],
      [app.id, 'embed.answersOfApp', perApp],
    ] as const) {
      const state = max === 0 ? null : await limits.take(key, name, { max, windowMs: dayMs });
      if (state?.allowed) continue;
      refused(app.id, 'rate_limited');
      const retryAfter = state?.reset ?? dayMs / 1000;
      throw problem('rate_limited', 'No more answers today.', { retryAfter });
    }
  };
}
