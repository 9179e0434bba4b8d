import type { ChangelogEntry, User, VersionDiff } from '@teambrain/protocol';
import { TbDialog, TbSpinner, TbTime } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CalendarEvent, Resource } from '../../shared/types.js';
import { asCalendarRoom } from '../calendar-room.js';
import { peopleOf } from '../editor/people.js';
import { mayChange } from '../rights.js';
import { recurrenceMessages } from '../words/recurrence-messages.js';
import { renderChanges, renderDiff } from './changes.js';
import { EventDialog } from './event-dialog.js';
import { fieldMessages } from './field-messages.js';
import type { WordsFor } from './field-words.js';
import { historyOf } from './history-calls.js';
import { historyMessages } from './history-messages.js';

/** Who changed what in an event, two of its versions beside each other, and the way back to an earlier one. */
export class TbEventHistory extends EventDialog {
  static override readonly tag = 'tb-event-history';
  static override readonly dependencies = [TbDialog, TbSpinner, TbTime];
  static override properties: PropertyDeclarations = {
    event: { attribute: false },
    _entries: { state: true },
    _chosen: { state: true },
    _diff: { state: true },
    _restoring: { state: true },
    _people: { state: true },
    _resources: { state: true },
  };
  static override styles = [
    ...EventDialog.styles,
    css`
      .version {
        border-block-start: 1px solid var(--tb-color-border);
        display: grid;
        gap: 4px;
        padding-block: 10px;
      }
      .changes {
        margin: 0;
        overflow-wrap: anywhere;
        padding-inline-start: 18px;
      }
      .text {
        white-space: pre-wrap;
      }
      ins {
        background: var(--tb-color-accent-soft);
      }
      del {
        color: var(--tb-color-danger);
      }
      input[type='checkbox'] {
        accent-color: var(--tb-color-accent);
        block-size: max(18px, var(--tb-target) - 26px);
        inline-size: max(18px, var(--tb-target) - 26px);
      }
    `,
  ];

  event!: CalendarEvent;
  protected override readonly catalog = historyMessages;
  readonly t = this.widget.texts(historyMessages);
  readonly #fieldTexts = this.widget.texts(fieldMessages);
  readonly #ruleTexts = this.widget.texts(recurrenceMessages);
  private _entries: readonly ChangelogEntry[] | undefined;
  private _chosen: readonly number[] = [];
  private _diff: VersionDiff | undefined;
  private _restoring: number | undefined;
  private _people: readonly User[] = [];
  private _resources: readonly Resource[] = [];
  #cursor: string | null = null;
  #stop: (() => void) | undefined;

  get #history() {
    const { client } = this.widget.state;
    if (!client) throw new TypeError('signed out');
    return historyOf(client, this.event.id);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = asCalendarRoom(this.widget.state.handle)?.channel.on('event.version_created', ({ id }) => {
      if (id !== this.event.id) return;
      this.widget.actions.announce(this.t('appeared'));
      void this.#refresh().catch(() => {});
    });
    void this.attempt(() => this.#refresh());
    void this.#loadNames();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  async #refresh(): Promise<void> {
    const [page, event] = await Promise.all([this.#history.list(), this.port.events.get(this.event.id)]);
    this.event = event;
    this._entries = page.items;
    this.#cursor = page.nextCursor;
  }

  /** Names of people and things; what cannot be read stays without one. */
  async #loadNames(): Promise<void> {
    const { room } = this.widget.state;
    const resources = this.port.events.resources({ limit: 100 }, room?.workspaceId ?? '');
    await Promise.allSettled([
      peopleOf(this.widget.state).then((people) => {
        this._people = people;
      }),
      resources.then(({ items }) => {
        this._resources = items;
      }),
    ]);
  }

  get #words(): WordsFor {
    const people = [...this._people, ...this.event.attendees.map(({ user }) => user)];
    return {
      t: this.#fieldTexts,
      rule: this.#ruleTexts,
      locale: this.widget.state.locale,
      timeZone: this.event.timeZone,
      start: this.event.start,
      personName: (id) => {
        const user = people.find((each) => each.id === id);
        return user && (user.displayName || user.username);
      },
      resourceName: (id) => this._resources.find((each) => each.id === id)?.name,
    };
  }

  get #newest(): number {
    return this._entries?.[0]?.version ?? this.event.version;
  }

  protected override render(): TemplateResult {
    const { t, _restoring: version, _diff: diff } = this;
    if (version !== undefined)
      return this.frame(t('restoreHeading', { n: version }), this.#renderQuestion(version));
    const heading = t('heading', { title: this.event.title });
    if (diff) return this.frame(heading, this.#renderDiff(diff));
    return this.frame(
      heading,
      this._entries
        ? this.#renderList(this._entries)
        : this.failure
          ? this.renderFailure()
          : html`<tb-spinner></tb-spinner>`,
    );
  }

  #renderList(entries: readonly ChangelogEntry[]): TemplateResult {
    const { t } = this;
    return html`<div class="row"><span class="hint grow">${t('chooseTwo')}</span>
        <button type="button" class="button small" ?disabled=${this._chosen.length !== 2 || this.busy}
          @click=${this.#compare}>${t('compare')}</button></div>
      ${this.renderFailure()}
      <ol class="list" reversed>${entries.map((entry) => this.#renderEntry(entry))}</ol>
      ${
        this.#cursor
          ? html`<button type="button" class="button" ?disabled=${this.busy} @click=${this.#more}>${t('earlier')}</button>`
          : nothing
      }`;
  }

  #renderEntry({ version, author, cause, restoredFrom, createdAt, changes }: ChangelogEntry): TemplateResult {
    const { t } = this;
    const isNewest = version === this.#newest;
    const chosen = this._chosen.includes(version);
    const name = author ? author.displayName || author.username : t('system');
    return html`<li class="version" data-version=${version}>
      <div class="row">
        <input type="checkbox" aria-label=${t('choose', { n: version })} .checked=${chosen}
          ?disabled=${!chosen && this._chosen.length >= 2} @change=${() => this.#choose(version)} />
        <span class="grow"><b>${t('version', { n: version })}${isNewest ? ` (${t('now')})` : nothing}</b>
          <span class="hint"><bdi>${name}</bdi> <tb-time .value=${createdAt} format="full"></tb-time></span></span>
        ${
          !isNewest && mayChange(this.widget.state, this.event)
            ? html`<button type="button" class="button small" aria-label=${t('restoreOne', { n: version })}
                @click=${() => this.#ask(version)}>${t('restore')}</button>`
            : nothing
        }
      </div>
      ${cause === 'created' ? html`<span>${t('made')}</span>` : nothing}
      ${restoredFrom ? html`<span>${t('restored', { n: restoredFrom })}</span>` : nothing}
      ${cause === 'created' ? nothing : changes.length ? renderChanges(changes, t, this.#words) : html`<span class="hint">${t('unchanged')}</span>`}
    </li>`;
  }

  #renderDiff({ from, to, changes }: VersionDiff): TemplateResult {
    const { t } = this;
    return html`<h3>${t('comparing', { from, to })}</h3>
      ${changes.length ? renderDiff(changes, t, this.#words) : html`<p>${t('alike')}</p>`}
      <div class="actions"><button type="button" class="button" @click=${this.#back}>${t('back')}</button></div>`;
  }

  #renderQuestion(version: number): TemplateResult {
    const { t } = this;
    return html`<p>${t('restoreText')}</p>${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button" @click=${this.#back}>${t('back')}</button>
        <button type="button" class="button primary" ?disabled=${this.busy} @click=${() => this.#restore(version)}>${t('restore')}</button>
      </div>`;
  }

  #choose(version: number): void {
    this._chosen = this._chosen.includes(version)
      ? this._chosen.filter((each) => each !== version)
      : [...this._chosen, version];
  }

  readonly #compare = (): void => {
    const [from = 0, to = 0] = [...this._chosen].sort((a, b) => a - b);
    void this.attempt(async () => {
      this._diff = await this.#history.diff(from, to);
    });
  };

  readonly #more = (): void => {
    void this.attempt(async () => {
      const { items, nextCursor } = await this.#history.list(this.#cursor ?? undefined);
      this._entries = [...(this._entries ?? []), ...items];
      this.#cursor = nextCursor;
    });
  };

  #ask(version: number): void {
    this._restoring = version;
    this.failure = undefined;
  }

  readonly #back = (): void => {
    this._restoring = this._diff = undefined;
    this.failure = undefined;
  };

  async #restore(version: number): Promise<void> {
    const done = await this.attempt(async () => {
      try {
        await this.#history.restore(version, this.event.version);
      } catch (error) {
        // What is newest is shown, for another look before another try.
        if ((error as { code?: string }).code === 'version_conflict') {
          this._restoring = undefined;
          await this.#refresh();
        }
        throw error;
      }
      await this.#refresh();
    });
    if (!done) return;
    this._restoring = undefined;
    this._chosen = [];
    this.widget.actions.announce(this.t('done', { n: version }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tb-event-history': TbEventHistory;
  }
}
