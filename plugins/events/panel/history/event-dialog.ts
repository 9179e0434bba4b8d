import {
  baseStyles,
  type Catalog,
  controlStyles,
  dialogStyles,
  type ElementClass,
  explainError,
  TbDialog,
  TbElement,
  TbSpinner,
  WidgetController,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CalendarPort } from '../seams.js';

interface Failure {
  code?: string;
  requestId?: string;
}

/**
 * What the dialogs around events share: a frame, one piece of work at a time, and how its failure is told.
 * @fires close - It went away.
 */
export abstract class EventDialog extends TbElement {
  static override readonly dependencies: readonly ElementClass[] = [TbDialog, TbSpinner];
  static override properties: PropertyDeclarations = {
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    dialogStyles,
    css`
      .list {
        display: grid;
        gap: 4px;
        grid-template-columns: minmax(0, 1fr);
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .row {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
      }
      .grow {
        display: grid;
        flex: 1 1 8em;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .row > select.input {
        inline-size: auto;
        min-block-size: max(32px, var(--tb-target));
        padding-block: 3px;
      }
      h3 {
        font-size: 1em;
        margin: 0;
      }
      p {
        margin: 0;
      }
    `,
  ];

  port!: CalendarPort;
  protected busy = false;
  protected failure: unknown;
  readonly widget = new WidgetController(this);
  /** Texts by the codes of what the server may refuse. */
  protected abstract readonly catalog: Catalog;

  /** Runs the work unless some is running; answers whether it went well. A failure is shown in the dialog. */
  protected async attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = error;
      this.widget.actions.report(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  protected renderFailure(): TemplateResult | typeof nothing {
    if (!this.failure) return nothing;
    const { requestId } = this.failure as Failure;
    return html`<p class="failure" role="alert">${explainError(this.widget.state, this.failure, this.catalog)}${
      requestId ? html`<small>${requestId}</small>` : nothing
    }</p>`;
  }

  protected frame(heading: string, content: unknown): TemplateResult {
    return html`<tb-dialog open .heading=${heading} @close=${this.done}><div class="stack">${content}</div></tb-dialog>`;
  }

  /** Takes the dialog away. */
  protected readonly done = (event?: Event): void => {
    event?.stopPropagation();
    if (!this.isConnected) return;
    this.remove();
    this.dispatchEvent(new Event('close'));
  };
}
