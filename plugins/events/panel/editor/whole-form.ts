import { type ElementClass, TbAvatar } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConflictReport } from '../../shared/types.js';
import { renderClashes } from './clashes.js';
import { withSlot } from './draft.js';
import { type FormView, renderForm, renderMore, renderPeople, renderResources } from './editor-form.js';
import { TbEventPicker } from './picker.component.js';
import { TbEventRepeat } from './repeat-field.component.js';

/** What the form is made of. */
export const formElements: readonly ElementClass[] = [TbAvatar, TbEventPicker, TbEventRepeat];

export interface WholeFormView extends FormView {
  report: ConflictReport | undefined;
  personName(id: string): string | undefined;
  resourceName(id: string): string | undefined;
  failure: unknown;
  busy: boolean;
  isNew: boolean;
  /** What it shows was typed before. */
  kept: boolean;
  discard(): void;
  cancel(): void;
  submit(event: Event): void;
}

/** All fields of an event, what it clashes with, and what one may do. */
export function renderWholeForm(view: WholeFormView): TemplateResult {
  const { t, locale, draft, problems, report, personName, resourceName } = view;
  const choose = (slot: { start: string; end: string }): void => view.change(withSlot(draft, slot));
  const isMore =
    draft.description || draft.reminders.length || !draft.busy || draft.endTimeZone || problems.endZone;
  return html`<form novalidate @submit=${view.submit}>
    ${
      view.kept
        ? html`<p class="notice" role="status"><span>${t('kept')}</span>
            <button type="button" class="button small" @click=${view.discard}>${t('discard')}</button></p>`
        : nothing
    }
    ${renderForm(view)} ${renderPeople(view)} ${renderResources(view)}
    ${renderClashes(report, { t, locale, personName, resourceName, choose })}
    <details ?open=${Boolean(isMore)}><summary>${t('more')}</summary><div class="stack">${renderMore(view)}</div></details>
    ${view.failure}
    <div class="actions">
      <button type="button" class="button" @click=${view.cancel}>${t('cancel')}</button>
      <button type="submit" class="button primary" ?disabled=${view.busy}>${t(view.isNew ? 'create' : 'save')}</button>
    </div></form>`;
}
