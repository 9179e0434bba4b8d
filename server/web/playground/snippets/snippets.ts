import type { Settings } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';
import { expressBackend, nodeBackend } from './backend.js';
import { react, svelte, vue } from './frameworks.js';
import { moduleTag, scriptTag } from './html.js';

/** Every kind of code, in the order of its tabs. */
export const snippetKinds = [
  ['script', 'Script tag'],
  ['module', 'HTML module'],
  ['react', 'React'],
  ['vue', 'Vue'],
  ['svelte', 'Svelte'],
  ['express', 'Backend: Express'],
  ['node', 'Backend: Node'],
] as const;

export type SnippetKind = (typeof snippetKinds)[number][0];

const writers: Record<SnippetKind, (settings: Settings, origin: string) => string> = {
  script: scriptTag,
  module: moduleTag,
  react,
  vue,
  svelte,
  express: expressBackend,
  node: nodeBackend,
};

/** The code as it can be pasted. `origin` is the server that shows the playground, unless another one was named. */
export function snippet(kind: SnippetKind, settings: Settings, origin: string): string {
  const server = chosen(settings, 'server').replace(/\/+$/, '') || origin;
  return writers[kind](settings, server);
}
