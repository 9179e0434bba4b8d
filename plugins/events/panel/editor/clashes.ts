import { html, nothing, type TemplateResult } from 'lit';
import type { Conflict, ConflictReport, TimeSlot } from '../../shared/types.js';
import { momentsText } from '../time/texts.js';
import type { EditorTexts } from './editor-messages.js';

export interface ClashView {
  t: EditorTexts;
  locale: string;
  personName(id: string): string | undefined;
  resourceName(id: string): string | undefined;
  choose(slot: TimeSlot): void;
}

const isDay = (slot: { start: string }): boolean => slot.start.length === 10;

function timeOf({ start, end }: { start: string; end: string }, locale: string): string {
  return isDay({ start }) ? start : momentsText(start, end, locale);
}

function said(conflict: Conflict, { t, locale, personName, resourceName }: ClashView): string {
  const { userId, resourceId, title } = conflict;
  const name = userId
    ? (personName(userId) ?? t('somebody'))
    : ((resourceId && resourceName(resourceId)) ?? t('something'));
  const time = timeOf(conflict, locale);
  return title ? t('clash', { name, title, time }) : t('clashBusy', { name, time });
}

/** How many clashes there are, which, and when everybody and everything is free. */
export function renderClashes(
  report: ConflictReport | undefined,
  view: ClashView,
): TemplateResult | typeof nothing {
  if (!report?.conflicts.length) return nothing;
  const { t, locale } = view;
  const { conflicts, truncated, freeSlots } = report;
  return html`<section class="clashes" aria-labelledby="clashes">
    <b id="clashes" role="status">${t('clashes', { count: conflicts.length })}</b>
    <ul>${conflicts.map((conflict) => html`<li dir="auto">${said(conflict, view)}</li>`)}</ul>
    ${truncated ? html`<p class="hint">${t('moreClashes')}</p>` : nothing}
    ${
      freeSlots.length
        ? html`<fieldset><legend>${t('free')}</legend><div class="chips">${freeSlots.map(
            (slot) =>
              html`<button type="button" class="chip" @click=${() => view.choose(slot)}>${timeOf(slot, locale)}</button>`,
          )}</div></fieldset>`
        : nothing
    }
  </section>`;
}
