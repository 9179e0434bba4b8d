import { copyIcon, icon, TbDialog, TbSpinner } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ImportReport } from '../../shared/types.js';
import { saveFile } from '../card/save-file.js';
import { ownZone } from '../editor/wall-times.js';
import { EventDialog } from '../history/event-dialog.js';
import { mayAdd } from '../rights.js';
import { calendarsMessages } from './calendars-messages.js';
import { renderReport } from './import-report.js';
import { TbEventResources } from './resources.component.js';

/** Calendar files in and out, one's own address for calendar programs, and for admins what can be booked. */
export class TbCalendars extends EventDialog {
  static override readonly tag = 'tb-calendars';
  static override readonly dependencies = [TbDialog, TbSpinner, TbEventResources];
  static override properties: PropertyDeclarations = {
    _report: { state: true },
    _reading: { state: true },
    _url: { state: true },
    _dragging: { state: true },
  };
  static override styles = [
    ...EventDialog.styles,
    css`
      section {
        display: grid;
        gap: 8px;
        grid-template-columns: minmax(0, 1fr);
      }
      section + section {
        border-block-start: 1px solid var(--tb-color-border);
        padding-block-start: 14px;
      }
      .drop {
        align-items: center;
        border: 1px dashed var(--tb-color-field);
        border-radius: calc(var(--tb-radius) * 0.67);
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        justify-content: space-between;
        padding: 12px;
      }
      .drop.over {
        background: var(--tb-color-accent-soft);
        border-color: var(--tb-color-accent);
      }
      ul {
        margin: 0;
        max-block-size: 180px;
        overflow: auto;
        padding-inline-start: 18px;
      }
      summary {
        cursor: pointer;
        min-block-size: max(28px, var(--tb-target));
      }
    `,
  ];

  protected override readonly catalog = calendarsMessages;
  readonly t = this.widget.texts(calendarsMessages);
  private _report: ImportReport | undefined;
  /** Name of the file that is being read. */
  private _reading = '';
  private _url = '';
  private _dragging = false;

  protected override render(): TemplateResult {
    const { t } = this;
    const { state } = this.widget;
    const isAdmin = /^(owner|admin)$/.test(state.workspace?.role ?? '');
    return this.frame(
      t('heading'),
      html`${mayAdd(state) ? this.#renderImport() : nothing} ${this.renderFailure()}
        <section><h3>${t('export')}</h3><p class="hint">${t('exportText')}</p>
          <div class="actions"><button type="button" class="button" ?disabled=${this.busy} @click=${this.#export}>${t('save')}</button></div>
        </section>
        ${state.permissions.has('events.feed') ? this.#renderFeed() : nothing}
        ${isAdmin && !state.readonly ? html`<section><h3>${t('resources')}</h3><tb-event-resources .port=${this.port}></tb-event-resources></section>` : nothing}`,
    );
  }

  #renderImport(): TemplateResult {
    const { t } = this;
    return html`<section><h3>${t('import')}</h3>
      <div class="drop ${this._dragging ? 'over' : ''}" @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#dropped}>
        <span class="grow">${t('drop')}</span>
        <button type="button" class="button" ?disabled=${this.busy} @click=${this.#choose}>${t('choose')}</button>
        <input type="file" hidden accept=".ics,text/calendar" @change=${this.#chosen} />
      </div>
      ${this._reading ? html`<p class="row" role="status"><tb-spinner></tb-spinner><bdi>${t('importing', { name: this._reading })}</bdi></p>` : nothing}
      ${this._report ? renderReport(this._report, t) : nothing}
    </section>`;
  }

  #renderFeed(): TemplateResult {
    const { t, _url: url } = this;
    return html`<section><h3>${t('subscribe')}</h3>
      <p class="hint">${t('subscribeText')} <b>${t('secret')}</b></p>
      ${
        url
          ? html`<div class="field"><label for="url">${t('address')}</label>
              <input class="input" id="url" readonly dir="ltr" .value=${url} aria-describedby="once"
                @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
              <span class="hint" id="once">${t('once')}</span></div>`
          : html`<p class="hint">${t('makeAgain')}</p>`
      }
      <div class="actions">
        <button type="button" class="button" ?disabled=${this.busy} @click=${this.#revoke}>${t('revoke')}</button>
        ${
          url
            ? html`<button type="button" class="button primary" @click=${this.#copy}>${icon(copyIcon, 18)} ${t('copy')}</button>`
            : html`<button type="button" class="button primary" ?disabled=${this.busy} @click=${this.#make}>${t('make')}</button>`
        }
      </div></section>`;
  }

  readonly #choose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void this.#import(input.files?.[0]);
    // The same file may be chosen again.
    input.value = '';
  };

  readonly #over = (event: DragEvent): void => {
    event.preventDefault();
    this._dragging = true;
  };

  readonly #out = (): void => {
    this._dragging = false;
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this._dragging = false;
    void this.#import(event.dataTransfer?.files[0]);
  };

  async #import(file: File | undefined): Promise<void> {
    if (!file || this.busy) return;
    this._report = undefined;
    this._reading = file.name;
    await this.attempt(async () => {
      const text = await file.text();
      // A file that says nothing of its zone is read where its reader is.
      const options = /^X-WR-TIMEZONE[;:]/m.test(text) ? {} : { timeZone: ownZone() };
      this._report = await this.port.room.import(text, options);
    });
    this._reading = '';
  }

  readonly #export = (): void => {
    void this.attempt(async () =>
      saveFile(this.widget.state.room?.name ?? '', await this.port.room.export()),
    );
  };

  readonly #make = async (): Promise<void> => {
    const made = await this.attempt(async () => {
      this._url = (await this.port.room.feed()).url;
    });
    if (!made) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#url')?.focus();
  };

  readonly #revoke = async (): Promise<void> => {
    const done = await this.attempt(() => this.port.room.endFeed());
    if (!done) return;
    this._url = '';
    this.widget.actions.toast({ text: this.t('revoked') });
  };

  readonly #copy = (): void => {
    const { actions } = this.widget;
    const written = navigator.clipboard?.writeText(this._url) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => actions.toast({ text: this.t('copied'), tone: 'success' }),
      () => actions.toast({ text: this.t('copyFailed'), tone: 'danger' }),
    );
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tb-calendars': TbCalendars;
  }
}
