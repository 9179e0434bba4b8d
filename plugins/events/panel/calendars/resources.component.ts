import { checkIcon, icon, TbSpinner, trashIcon } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Resource, ResourceKind } from '../../shared/types.js';
import { EventDialog } from '../history/event-dialog.js';
import { calendarsMessages } from './calendars-messages.js';

const kinds: readonly ResourceKind[] = ['room', 'device', 'other'];

/** What can be booked in a workspace: named, renamed and taken away. */
export class TbEventResources extends EventDialog {
  static override readonly tag = 'tb-event-resources';
  static override readonly dependencies = [TbSpinner];
  static override properties: PropertyDeclarations = {
    _resources: { state: true },
    _removing: { state: true },
  };
  static override styles = [
    ...EventDialog.styles,
    css`
      :host,
      form:not(.row) {
        display: grid;
        gap: 8px;
        grid-template-columns: minmax(0, 1fr);
      }
      .row > .field {
        flex: 1 1 7em;
        min-inline-size: 0;
      }
      .row > .grow > .input {
        min-block-size: max(34px, var(--tb-target));
        padding-block: 4px;
      }
    `,
  ];

  protected override readonly catalog = calendarsMessages;
  readonly t = this.widget.texts(calendarsMessages);
  private _resources: readonly Resource[] | undefined;
  private _removing = '';

  get #workspace(): string {
    return this.widget.state.room?.workspaceId ?? this.widget.state.workspace?.id ?? '';
  }

  protected override firstUpdated(): void {
    void this.attempt(() => this.#load());
  }

  async #load(): Promise<void> {
    this._resources = (await this.port.events.resources({ limit: 100 }, this.#workspace)).items;
  }

  protected override render(): TemplateResult {
    const { t, _resources: resources } = this;
    return html`${this.renderFailure()}
      ${
        resources
          ? resources.length
            ? html`<ul class="list">${resources.map((resource) => this.#renderOne(resource))}</ul>`
            : html`<p class="hint">${t('resourcesNone')}</p>`
          : this.failure
            ? nothing
            : html`<tb-spinner></tb-spinner>`
      }
      <form @submit=${this.#add}>
        <div class="row">
          <div class="field"><label for="name">${t('name')}</label>
            <input class="input" id="name" name="name" required maxlength="100" dir="auto" autocomplete="off" /></div>
          <div class="field"><label for="kind">${t('kind')}</label>
            <select class="input" id="kind" name="kind">${kinds.map((kind) => html`<option value=${kind}>${t(`kind.${kind}`)}</option>`)}</select></div>
          <div class="field"><label for="capacity">${t('seats')}</label>
            <input class="input" id="capacity" name="capacity" type="number" min="1" max="100000" inputmode="numeric" /></div>
        </div>
        <div class="actions"><button type="submit" class="button" ?disabled=${this.busy}>${t('add')}</button></div>
      </form>`;
  }

  #renderOne(resource: Resource): TemplateResult {
    const { t } = this;
    const { id, name, kind, capacity } = resource;
    if (this._removing === id) {
      return html`<li class="row" role="alert"><span class="grow">${t('removeText', { name })}</span>
        <button type="button" class="button small" @click=${() => this.#ask('')}>${t('keep')}</button>
        <button type="button" class="button small danger" ?disabled=${this.busy} @click=${() => this.#remove(id)}>${t('removeNow')}</button></li>`;
    }
    return html`<li><form class="row" @submit=${(event: SubmitEvent) => this.#rename(resource, event)}>
      <span class="grow"><input class="input" name="name" required maxlength="100" dir="auto" aria-label=${t('name')} .value=${name} /></span>
      <span class="hint">${t(`kind.${kind}`)}${capacity ? `, ${capacity}` : nothing}</span>
      <button type="submit" class="icon-button" aria-label=${t('rename', { name })} title=${t('rename', { name })}
        ?disabled=${this.busy}>${icon(checkIcon, 18)}</button>
      <button type="button" class="icon-button" aria-label=${t('remove', { name })} title=${t('remove', { name })}
        @click=${() => this.#ask(id)}>${icon(trashIcon, 18)}</button></form></li>`;
  }

  #ask(id: string): void {
    this._removing = id;
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const name = String(data.get('name')).trim();
    const capacity = Number(data.get('capacity'));
    const done = await this.attempt(async () => {
      const kind = data.get('kind') as ResourceKind;
      await this.port.events.createResource(this.#workspace, {
        name,
        kind,
        ...(capacity ? { capacity } : {}),
      });
      await this.#load();
    });
    if (!done) return;
    form.reset();
    this.widget.actions.announce(this.t('added', { name }));
  };

  #rename({ id, version }: Resource, event: SubmitEvent): void {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name')).trim();
    void this.attempt(async () => {
      try {
        await this.port.events.updateResource(id, { name, baseVersion: version });
      } finally {
        await this.#load();
      }
    });
  }

  #remove(id: string): void {
    void this.attempt(async () => {
      await this.port.events.deleteResource(id);
      this._removing = '';
      await this.#load();
    });
  }
}
