import { html, nothing, type TemplateResult } from 'lit';
import type { ImportReport } from '../../shared/types.js';
import { type CalendarsTexts, calendarsMessages } from './calendars-messages.js';

/** Why an event was left out, in the reader's language: servers speak English. */
function reasonOf(code: string, t: CalendarsTexts): string {
  const key = `skip.${code}`;
  return t(Object.hasOwn(calendarsMessages.messages, key) ? (key as 'skip.other') : 'skip.other');
}

/** What an import did, and what of the file is not here. */
export function renderReport(report: ImportReport, t: CalendarsTexts): TemplateResult {
  const { created, updated, unchanged, skipped, notCarried } = report;
  const counts = { created, updated, unchanged } as const;
  return html`<div class="notice stack" role="status"><b>${t('imported')}</b>
      <ul>${(Object.keys(counts) as (keyof typeof counts)[])
        .filter((name) => counts[name] > 0)
        .map((name) => html`<li>${t(name, { count: counts[name] })}</li>`)}</ul></div>
    ${
      skipped.length
        ? html`<details class="skipped"><summary>${t('skipped', { count: skipped.length })}</summary><ul>${skipped.map(
            ({ title, code }) =>
              html`<li dir="auto">${t('skippedItem', { title: title || t('untitled'), reason: reasonOf(code, t) })}</li>`,
          )}</ul></details>`
        : nothing
    }
    ${
      notCarried.length
        ? html`<details class="not-carried"><summary>${t('notCarried')}</summary><ul>${notCarried.map(
            ({ what, count }) => html`<li lang="en" dir="auto">${t('notCarriedItem', { what, count })}</li>`,
          )}</ul></details>`
        : nothing
    }`;
}
