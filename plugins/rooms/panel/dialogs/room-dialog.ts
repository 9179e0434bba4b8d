import {
  baseStyles,
  controlStyles,
  dialogStyles,
  type ElementClass,
  explainError,
  TbDialog,
  TbElement,
  WidgetController,
  type WidgetRoom,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { roomName } from '../room-name.js';
import { roomDialogMessages } from './dialog-messages.js';

interface Failure {
  code?: string;
  requestId?: string;
}

/** What the dialogs about rooms share: a frame, one piece of work at a time, and how its failure is told. */
export abstract class RoomDialog extends TbElement {
  static override readonly dependencies: readonly ElementClass[] = [TbDialog];
  static override properties: PropertyDeclarations = {
    room: { attribute: false },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    dialogStyles,
    css`
      fieldset {
        display: grid;
        gap: 2px;
      }
      .choice {
        padding: 6px 8px;
      }
      .choice:hover {
        background: var(--tb-color-hover);
      }
      .apart {
        border-block-start: 1px solid var(--tb-color-border);
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        padding-block-start: 8px;
      }
      /* Their text stands in line with the fields above. */
      .apart .button {
        padding-inline: 8px;
        margin-inline: -8px;
      }
      .ends {
        color: var(--tb-color-danger);
      }
      .people {
        display: grid;
        list-style: none;
        margin: 0;
        max-block-size: min(360px, 50dvh);
        overflow: auto;
        padding: 0;
      }
      /* A name has room for itself: where there is none beside it, the controls stand below. */
      .person {
        align-items: center;
        border-radius: 8px;
        column-gap: 10px;
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        min-block-size: max(44px, var(--tb-target));
        padding: 4px 6px;
      }
      .person .who {
        display: grid;
        flex: 1 0 7em;
        min-inline-size: 0;
        line-height: 1.3;
      }
      .person .who > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .person select.input {
        inline-size: auto;
        min-block-size: max(32px, var(--tb-target));
        padding-block: 3px;
      }
      .row {
        display: flex;
        gap: 8px;
      }
      .row > .field {
        align-self: end;
        flex: 1;
      }
      .none {
        color: var(--tb-color-text-muted);
        margin: 0;
        padding: 20px 12px;
        text-align: center;
      }
      .middle {
        display: grid;
        padding: 24px;
        place-items: center;
      }
    `,
  ];

  room: WidgetRoom | undefined;
  protected busy = false;
  protected failure: unknown;
  readonly widget = new WidgetController(this);
  readonly t = this.widget.texts(roomDialogMessages);

  protected get name(): string {
    return this.room ? roomName(this.room, this.widget.state.me?.id) : '';
  }

  /** Takes the dialog away. */
  protected readonly done = (): void => {
    this.remove();
  };

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
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What to say about a failure; dialogs that know better say it by code. */
  protected explain(failure: Failure): string {
    return explainError(this.widget.state, failure, roomDialogMessages);
  }

  protected renderFailure(): TemplateResult | typeof nothing {
    if (!this.failure) return nothing;
    const failure = this.failure as Failure;
    return html`<p class="failure" role="alert">${this.explain(failure)}${
      failure.requestId ? html`<small>${this.t('request', { id: failure.requestId })}</small>` : nothing
    }</p>`;
  }

  protected frame(heading: string, content: unknown): TemplateResult {
    return html`<tb-dialog open .heading=${heading} @close=${this.done}>${content}</tb-dialog>`;
  }
}

/** The trimmed texts of a form's fields, by name. */
export function fieldsOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  return Object.fromEntries(
    [...data].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']),
  );
}
