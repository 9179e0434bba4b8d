import type { Settings } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';
import { type Attribute, cssOf, elementAttributes, propertiesOf, styleBlock, written } from './parts.js';

const usesClient = (settings: Settings): boolean => chosen(settings, 'as') === 'client';

const attributesFor = (settings: Settings, origin: string): Attribute[] => [
  ...elementAttributes(settings),
  ['server', origin],
];

const pretty = (value: unknown): string => JSON.stringify(value);

export function react(settings: Settings, origin: string): string {
  const props = [
    ...attributesFor(settings, origin).map(([name, value]) => reactProp(name, value)),
    ...(usesClient(settings) ? ['client={tb}'] : []),
    ...propertiesOf(settings).map(([name, value]) => `${name}={${pretty(value)}}`),
    'onUnread={(event) => setUnread(event.detail.count)}',
  ];
  const css = cssOf(settings);
  const client = usesClient(settings) ? "import { tb } from './teambrain-client';\n" : '';
  return `import { useState } from 'react';
import { TeamBrainWidget } from '@teambrain/widget/react';
${client}
export function Chat() {
  const [unread, setUnread] = useState(0);
  return (
    <TeamBrainWidget
      ${props.join('\n      ')}
    />
  );
}${css && `\n\n/* in your style sheet */\n${css}`}`;
}

function reactProp(name: string, value: string): string {
  const prop = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  if (value === '') return prop;
  return /["\\{}<>&]/.test(value) ? `${prop}={${pretty(value)}}` : `${prop}="${value}"`;
}

export function vue(settings: Settings, origin: string): string {
  const attributes = [
    ...attributesFor(settings, origin).map(written),
    ...(usesClient(settings) ? ['.client="tb"'] : []),
    ...propertiesOf(settings).map(([name]) => `.${name}="${name}"`),
    '@tb-unread="unread = $event.detail.count"',
  ];
  const constants = propertiesOf(settings).map(([name, value]) => `const ${name} = ${pretty(value)};\n`);
  const client = usesClient(settings) ? "import { tb } from './teambrain-client';\n" : '';
  return `<script setup>
import { ref } from 'vue';
import '@teambrain/widget';
${client}
const unread = ref(0);
${constants.join('')}</script>

<template>
  <team-brain
    ${attributes.join('\n    ')}></team-brain>
</template>${styleBlock(settings) && `\n\n${styleBlock(settings)}`}

<!-- vite.config.js: vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'team-brain' } } }) -->`;
}

export function svelte(settings: Settings, origin: string): string {
  const attributes = [
    ...attributesFor(settings, origin).map(written),
    ...(usesClient(settings) ? ['client={tb}'] : []),
    ...propertiesOf(settings).map(([name]) => `{${name}}`),
    'ontb-unread={(event) => (unread = event.detail.count)}',
  ];
  const constants = propertiesOf(settings).map(([name, value]) => `  const ${name} = ${pretty(value)};\n`);
  const client = usesClient(settings) ? "  import { tb } from './teambrain-client';\n" : '';
  const css = cssOf(settings, '  ').replace('team-brain, team-brain-launcher-facade', 'team-brain');
  return `<script>
  import '@teambrain/widget';
${client}
  let unread = $state(0);
${constants.join('')}</script>

<team-brain
  ${attributes.join('\n  ')}></team-brain>${css && `\n\n<style>\n${css}\n</style>`}`;
}
