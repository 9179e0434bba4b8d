import { define, type ElementClass } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { MoreTexts } from '../chat-more-messages.js';
import type { ChatPort } from './chat-port.js';
import type { Side } from './side-kind.js';

const loaders: Record<Side['kind'], () => Promise<ElementClass>> = {
  thread: () => import('./message-thread.component.js').then((module) => module.TbMessageThread),
  threads: () => import('./message-digest.component.js').then((module) => module.TbMessageDigest),
  pins: () => import('./message-digest.component.js').then((module) => module.TbMessageDigest),
  search: () => import('./message-search.component.js').then((module) => module.TbMessageSearch),
};

/** Loads the code of a side view; the element upgrades in place when it is there. */
export async function loadSide(kind: Side['kind']): Promise<void> {
  define(await loaders[kind]());
}

export function sideTitle(side: Side, t: MoreTexts, room: string): string {
  if (side.kind === 'search') return t('search', { room });
  return t(side.kind === 'pins' ? 'pinnedMessages' : side.kind === 'threads' ? 'threads' : 'threadTitle');
}

/** Draws the view; it is drawn again with the panel around it, whose state it shows. */
export function renderSide(side: Side, port: ChatPort): TemplateResult {
  port.revision++;
  switch (side.kind) {
    case 'thread':
      return html`<tb-message-thread .port=${port} .revision=${port.revision} .root=${side.root}></tb-message-thread>`;
    case 'search':
      return html`<tb-message-search .port=${port} .revision=${port.revision} .query=${side.query}></tb-message-search>`;
    default:
      return html`<tb-message-digest .port=${port} .revision=${port.revision} .kind=${side.kind}></tb-message-digest>`;
  }
}
