import { explainError } from '@teambrain/widget-kit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import { language, webContext } from './language.js';
import { t, type WebKey, webMessages } from './web-messages.js';

interface Failure {
  code?: string;
  retryAfter?: number;
  errors?: { path: string; message: string }[];
}

/** A sentence for a failure, in the reader's language. `own` are the codes that mean something else on this screen. */
export function sayFailure(error: unknown, own: Readonly<Record<string, WebKey>> = {}): string {
  const { code = '', retryAfter } = (error ?? {}) as Failure;
  if (own[code]) return t(own[code]);
  if (code === 'rate_limited' && retryAfter) return t('tooManyTries', { count: Math.ceil(retryAfter) });
  return explainError(webContext.state, error, webMessages);
}

const fieldTexts: Readonly<Record<string, WebKey>> = {
  displayName: 'displayNameWrong',
  username: 'usernameWrong',
  email: 'emailWrong',
  password: 'passwordHint',
  newPassword: 'passwordHint',
};

/** What is wrong with a field. Servers speak English, so only readers of English get their sentences. */
export const sayFieldError = (message: string, own: string): string => (language() === 'en' ? message : own);

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
    const error = (this.failure as Failure | null)?.errors?.find(({ path }) => path === `/${name}`);
    return error ? sayFieldError(error.message, t(fieldTexts[name] ?? 'fieldWrong')) : '';
  }

  /** What is wrong as a whole. Stands in the page from the start, so that screen readers hear it when it fills. */
  renderProblem(own?: Readonly<Record<string, WebKey>>): TemplateResult {
    const known = (this.failure as Failure | null)?.errors?.length;
    return html`<p class="error problem" role="alert">${this.failure && !known ? sayFailure(this.failure, own) : nothing}</p>`;
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
