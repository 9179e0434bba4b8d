import { errorText } from '@teambrain/widget-kit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import { t } from './web-messages.js';

interface Failure {
  name?: string;
  code?: string;
  retryAfter?: number;
  errors?: { path: string; message: string }[];
}

/** A sentence for a failure of the kinds that forms meet. */
export function sayFailure(error: unknown): string {
  const failure = (error ?? {}) as Failure;
  switch (failure.code) {
    case 'credentials_invalid':
      return t('errorCredentials');
    case 'already_registered':
      return t('errorTaken');
    case 'password_weak':
      return t('errorWeak');
    case 'registration_closed':
      return t('errorClosed');
    case 'rate_limited':
      return t('errorRate', { count: Math.ceil(failure.retryAfter ?? 60) });
  }
  if (failure.name === 'NetworkError' || failure.name === 'TimeoutError') return t('errorNetwork');
  return errorText(error) || t('errorOther');
}

/** Sends a form once at a time, and tells the fields what the server had against them. */
export class FormController implements ReactiveController {
  busy = false;
  failure: unknown = null;
  readonly #host: ReactiveControllerHost & { renderRoot: ParentNode };

  constructor(host: ReactiveControllerHost & { renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Bind to `submit`: `@submit=${this.form.submit(async (values) => …)}`. Values are trimmed but for passwords. */
  submit(send: (values: Record<string, string>) => Promise<void>): (event: SubmitEvent) => Promise<void> {
    return async (event) => {
      event.preventDefault();
      if (this.busy) return;
      const values: Record<string, string> = {};
      for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement)) {
        if (typeof value === 'string') values[name] = /password/i.test(name) ? value : value.trim();
      }
      this.#set(true, null);
      try {
        await send(values);
        this.#set(false, null);
      } catch (error) {
        this.#set(false, error);
        await this.#host.updateComplete;
        this.#host.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      }
    };
  }

  errorOf(name: string): string {
    return (this.failure as Failure | null)?.errors?.find(({ path }) => path === `/${name}`)?.message ?? '';
  }

  /** What is wrong as a whole. Stands in the page from the start, so that screen readers hear it when it fills. */
  renderProblem(): TemplateResult {
    const known = (this.failure as Failure | null)?.errors?.length;
    return html`<p class="error problem" role="alert">${this.failure && !known ? sayFailure(this.failure) : nothing}</p>`;
  }

  #set(busy: boolean, failure: unknown): void {
    this.busy = busy;
    this.failure = failure;
    this.#host.requestUpdate();
  }
}

export interface FieldOptions {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  autocomplete?: AutoFill;
  value?: string;
  hint?: unknown;
  placeholder?: string;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  input?: (event: InputEvent) => void;
  /** Put after the input, in its box. */
  after?: unknown;
  autofocus?: boolean;
}

export function renderField(form: FormController, field: FieldOptions): TemplateResult {
  const error = form.errorOf(field.name);
  return html`<div class="field">
    <label for=${field.name}>${field.label}</label>
    <div class="input-line">
      <input class="input" id=${field.name} name=${field.name} type=${field.type ?? 'text'}
        autocomplete=${field.autocomplete ?? 'off'} .value=${field.value ?? ''} placeholder=${field.placeholder ?? nothing}
        ?required=${field.required ?? true} minlength=${field.minLength ?? nothing} maxlength=${field.maxLength ?? nothing}
        autocapitalize="none" spellcheck="false" ?autofocus=${field.autofocus ?? false}
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${`${field.name}-note`} @input=${field.input ?? nothing} />
      ${field.after ?? nothing}
    </div>
    <div id=${`${field.name}-note`} class=${error ? 'error' : 'hint'}>${error || (field.hint ?? nothing)}</div>
  </div>`;
}
