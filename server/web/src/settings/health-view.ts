import { formatBytes, formatNumber } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import { readerLocale } from '../language.js';
import type { Health } from './admin-api.js';
import { t } from './settings-messages.js';

/** What an instance says of itself, as a list of names and values. */
export function renderHealth(health: Health): TemplateResult {
  const locale = readerLocale();
  const lines: readonly (readonly [label: string, value: string])[] = [
    [t('healthVersion'), health.version],
    [t('healthDatabase'), health.engine],
    [t('healthBus'), health.bus],
    [t('healthUptime'), sayUptime(health.uptimeSeconds)],
    [t('healthMemory'), formatBytes(health.memoryBytes, locale)],
    [t('healthDelay'), inUnit(health.loopDelayMs.p99, 'millisecond')],
    [t('healthSockets'), formatNumber(health.sockets, locale)],
    ...Object.entries(health.checks).map(
      ([name, state]) =>
        [t('healthCheck', { name }), t(state === 'ok' ? 'healthOk' : 'healthFailing')] as const,
    ),
  ];
  return html`<dl>${lines.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function sayUptime(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return [...(hours ? [inUnit(hours, 'hour')] : []), inUnit(minutes, 'minute')].join(' ');
}

function inUnit(value: number, unit: 'hour' | 'minute' | 'millisecond'): string {
  return new Intl.NumberFormat(readerLocale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(
    value,
  );
}
