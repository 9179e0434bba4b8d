import type {} from '@teambrain/widget/svelte';
import type {} from '@teambrain/widget/vue';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';

export const svelte: SvelteHTMLElements['team-brain'] = {
  'token-url': '/token',
  theme: 'dark',
  'ontb-unread': ({ detail }) => detail.count.toFixed(),
};
// @ts-expect-error There is no such density.
export const wrongSvelte: SvelteHTMLElements['team-brain'] = { density: 'airy' };

type Props = InstanceType<GlobalComponents['team-brain']>['$props'];
export const vue: Props = { tokenUrl: '/token', theme: 'dark', class: 'chat' };
// @ts-expect-error There is no such layout.
export const wrongVue: Props = { layout: 'circles' };

declare const emit: InstanceType<GlobalComponents['team-brain']>['$emit'];
emit('tb-unread', new CustomEvent('tb-unread', { detail: { count: 1, mentions: 0 } }));
// @ts-expect-error The widget fires no such event.
emit('tb-rain', new CustomEvent('tb-rain'));
