import { baseStyles, controlStyles, TbElement } from '@teambrain/widget-kit';
import { css, html, nothing } from 'lit';
import { t } from './playground-messages.js';

/** A method of the element, what it may be given, and how a text becomes its values. */
interface Method {
  readonly name: string;
  readonly arg?: { label: Parameters<typeof t>[0]; example: string };
  values?(text: string): unknown[];
}

const methods: readonly Method[] = [
  { name: 'show', arg: { label: 'argPanel', example: 'chat' }, values: (panel) => (panel ? [panel] : []) },
  { name: 'hide' },
  { name: 'toggle' },
  { name: 'goTo', arg: { label: 'argRoom', example: t('exampleRoom') }, values: (room) => [{ room }] },
  { name: 'compose', arg: { label: 'argText', example: t('exampleText') }, values: (text) => [text] },
  { name: 'ask', arg: { label: 'argQuestion', example: t('exampleQuestion') }, values: (text) => [text] },
  { name: 'search', arg: { label: 'argQuery', example: t('exampleQuery') }, values: (text) => [text] },
  { name: 'setUser', arg: { label: 'argName', example: t('exampleName') }, values: (name) => [name] },
  { name: 'signOut' },
  { name: 'refresh' },
];

/** A button for each public method. @fires call - `detail`: `{ method, values }`. */
export class TbPlaygroundMethods extends TbElement {
  static override readonly tag = 'tb-playground-methods';
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: block;
        overflow: auto;
      }
      div {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17.5rem, 100%), 1fr));
        gap: 10px 18px;
        padding: 14px;
      }
      form {
        display: grid;
        grid-template-columns: 6.875rem minmax(0, 1fr);
        gap: 8px;
      }
      .input {
        min-block-size: 36px;
        padding-block: 4px;
      }
      .button {
        justify-content: start;
        font-family: var(--tb-font-mono);
        font-size: 0.7812rem;
        font-weight: 500;
      }
    `,
  ];

  protected override render(): unknown {
    return html`<div>${methods.map((method) => this.#renderMethod(method))}</div>`;
  }

  #renderMethod(method: Method): unknown {
    const { name, arg } = method;
    return html`<form @submit=${(event: SubmitEvent) => this.#call(event, method)}>
      <button class="button" aria-label=${t('call', { method: name })}>${name}()</button>
      ${
        arg
          ? html`<input name="value" class="input" autocomplete="off" aria-label=${`${name}: ${t(arg.label)}`}
              placeholder=${t(arg.label)} .value=${name === 'show' ? '' : arg.example} />`
          : nothing
      }
    </form>`;
  }

  #call(event: SubmitEvent, { name, values }: Method): void {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('value') ?? '').trim();
    const detail = { method: name, values: values?.(text) ?? [] };
    this.dispatchEvent(new CustomEvent('call', { detail }));
  }
}
