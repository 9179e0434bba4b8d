import { baseStyles, controlStyles, TbDialog } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { sayFailure } from '../form.js';
import { WebElement } from '../web-element.js';
import { t } from './settings-messages.js';

export interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  action: string;
  danger?: boolean;
  run(): Promise<void>;
}

/** Asks before something is done, and says at the place when it fails. */
export class WebConfirm extends WebElement {
  static override readonly tag = 'tb-web-confirm';
  static override readonly dependencies = [TbDialog];
  static override properties: PropertyDeclarations = {
    question: { state: true },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      p {
        margin: 0;
        color: var(--tb-color-text-muted);
      }
      .error:not(:empty) {
        margin-block-start: 10px;
        color: var(--tb-color-danger);
      }
    `,
  ];

  protected question: Question | null = null;
  protected busy = false;
  protected failure: unknown = null;

  async ask(question: Question): Promise<void> {
    this.question = question;
    this.failure = null;
    await this.updateComplete;
    this.#dialog?.show();
  }

  get #dialog(): TbDialog | null {
    return this.renderRoot.querySelector<TbDialog>('tb-dialog');
  }

  protected override render(): unknown {
    const { question } = this;
    if (!question) return nothing;
    return html`<tb-dialog .heading=${question.title}>
      <p>${question.text}</p>
      <p class="error" role="alert">${this.failure ? sayFailure(this.failure) : ''}</p>
      <button slot="actions" type="button" class="button" @click=${() => this.#dialog?.hide()}>${t('cancel')}</button>
      <button slot="actions" type="button" class=${question.danger ? 'button danger' : 'button primary'}
        ?disabled=${this.busy} @click=${this.#run}>${question.action}</button>
    </tb-dialog>`;
  }

  readonly #run = async (): Promise<void> => {
    this.busy = true;
    this.failure = null;
    try {
      await this.question?.run();
      this.#dialog?.hide();
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  };
}
