import { icon } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import { type FieldOptions, type FormController, renderField } from '../form.js';
import { eyeIcon, eyeOffIcon } from '../web-icons.js';
import { t } from '../web-messages.js';

/** A password field whose text can be shown. Pressing the eye must not send the form, nor lose the place in the text. */
export function renderPasswordField(form: FormController, field: FieldOptions): TemplateResult {
  const toggle = (event: Event): void => {
    const button = event.currentTarget as HTMLButtonElement;
    const input = button.parentElement?.querySelector('input');
    if (!input) return;
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.classList.toggle('shown', shown);
  };
  return renderField(form, {
    ...field,
    type: 'password',
    after: html`<button type="button" class="icon-button eye" aria-pressed="false" aria-label=${t('showPassword')}
      @click=${toggle}><span class="on">${icon(eyeIcon)}</span><span class="off">${icon(eyeOffIcon)}</span></button>`,
  });
}
