import { daysAgo, formatDate } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { RowContext } from './row-context.js';
import type { Row } from './rows.js';

/** The lines across a history: the day, and where the unread messages begin. */
export function renderRule(
  row: Exclude<Row, { kind: 'message' }>,
  { t, locale }: RowContext,
): TemplateResult {
  if (row.kind === 'unread') {
    const label = t('newRule');
    return html`<div class="unread" role="separator" aria-label=${label} data-key="unread">${label}</div>`;
  }
  const age = daysAgo(row.at);
  const label =
    age === 0
      ? t('today')
      : age === 1
        ? t('yesterday')
        : formatDate(row.at, age > 300 ? 'date' : 'day', locale);
  return html`<div class="day" role="separator" aria-label=${label}>${label}</div>`;
}
