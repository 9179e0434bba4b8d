import type { User } from '@teambrain/protocol';
import {
  baseStyles,
  controlStyles,
  define,
  explainError,
  TbDialog,
  TbElement,
  TbSpinner,
  WidgetController,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CalendarEvent, ConflictReport, Occurrence, Resource } from '../../shared/types.js';
import type { CalendarPort, EditorRequest, Scope } from '../seams.js';
import { ClashWatch } from './clash-watch.js';
import {
  changedFields,
  changesOf,
  type Draft,
  draftOf,
  inputOf,
  isWritten,
  newDraft,
  scopesFor,
  wholeInput,
} from './draft.js';
import { DraftWatch } from './draft-watch.js';
import { type EditorTexts, editorMessages } from './editor-messages.js';
import { formStyles } from './form.styles.js';
import { draftKey, keepDraft, takeDraft } from './kept-drafts.js';
import { merged } from './merged.js';
import { occurrenceNow } from './occurrence-now.js';
import { onceId } from './once-id.js';
import { peopleOf } from './people.js';
import { type Problems, problemsIn, problemsOf, type Refusal } from './problems.js';
import { withCountLeft } from './repetition.js';
import { renderScopes } from './scope-question.js';

type ClashView = typeof import('./version-clash.js');
type WholeForm = typeof import('./whole-form.js');

/**
 * The form of an event, new or changed. What is typed stays until it is saved or discarded, whatever happens meanwhile.
 * @fires close - It went away.
 */
export class TbEventEditor extends TbElement {
  static override readonly tag = 'tb-event-editor';
  static override readonly dependencies = [TbDialog, TbSpinner];
  static override properties: PropertyDeclarations = {
    request: { attribute: false },
    _draft: { state: true },
    _form: { state: true },
    _people: { state: true },
    _resources: { state: true },
    _problems: { state: true },
    _busy: { state: true },
    _failure: { state: true },
    _scopes: { state: true },
    _theirs: { state: true },
    _kept: { state: true },
  };
  static override styles = [baseStyles, controlStyles, formStyles];

  port!: CalendarPort;
  request: EditorRequest = {};
  readonly widget = new WidgetController(this);
  readonly t: EditorTexts = this.widget.texts(editorMessages);
  readonly #clashes = new ClashWatch(this);
  private _draft!: Draft;
  /** The fields, a chunk of their own. */
  private _form: WholeForm | undefined;
  private _people: readonly User[] = [];
  private _resources: readonly Resource[] = [];
  private _problems: Problems = {};
  private _busy = false;
  private _failure: Refusal | undefined;
  /** Set while it is asked which events of a series are meant. */
  private _scopes: Scope[] | undefined;
  /** Set while somebody else's change stands against one's own. */
  private _theirs: CalendarEvent | undefined;
  /** What is shown was typed before. */
  private _kept = false;
  #base!: Draft;
  #event: CalendarEvent | undefined;
  #occurrence: Occurrence | undefined;
  #scope: Scope = 'all';
  #clashView: ClashView | undefined;
  #clashTexts: ReturnType<ClashView['textsOf']> | undefined;
  readonly #once = onceId();

  constructor() {
    super();
    new DraftWatch(this, () => this.#keep());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { event, occurrence } = this.request;
    this.#event = event;
    this.#occurrence = event?.rrule || event?.rdate.length ? occurrence : undefined;
    this.#base = event ? draftOf(event, this.#occurrence) : newDraft(this.request);
    const kept = takeDraft(this.#key);
    this._kept = kept !== undefined;
    if (kept) [this._draft, this.#base, this.#event] = [kept.draft, kept.base, kept.event];
    else this._draft = this.#base;
    void this.#load();
  }

  get #key(): string {
    const { event, occurrence } = this.request;
    return draftKey(this.widget.state.me?.id ?? '', this.port.roomId, event?.id, occurrence?.originalStart);
  }

  /** Whom and what one may choose from; without them the rest can be written all the same. */
  async #load(): Promise<void> {
    const { room } = this.widget.state;
    const people = peopleOf(this.widget.state).then((found) => {
      const invited = this.#event?.attendees.map(({ user }) => user) ?? [];
      this._people = [...found, ...invited.filter(({ id }) => !found.some((user) => user.id === id))];
    });
    const resources = this.port.events
      .resources({ limit: 100 }, room?.workspaceId ?? '')
      .then(({ items }) => {
        this._resources = items;
      });
    await Promise.allSettled([people, resources]);
  }

  protected override willUpdate(): void {
    const { _draft: draft } = this;
    const asks = draft.resources.length > 0 || (draft.busy && draft.attendees.length > 0);
    const sound = Object.keys(problemsOf({ ...draft, title: draft.title || '-' })).length === 0;
    const input = asks && sound ? wholeInput(draft, this.#base, this.#event, this.#occurrence) : undefined;
    this.#clashes.watch(this.port, input, this.#event?.id);
  }

  protected override firstUpdated(): void {
    import('./whole-form.js').then(
      async (form) => {
        for (const element of form.formElements) define(element);
        this._form = form;
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
      },
      (failure) => {
        this._failure = failure;
      },
    );
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const heading = this._theirs ? 'changedHeading' : this.#event ? 'editHeading' : 'newHeading';
    return html`<tb-dialog open .heading=${t(heading)} @close=${this.#closed}>${
      this._theirs
        ? this.#renderClash(this._theirs)
        : this._scopes
          ? this.#renderScopes(this._scopes)
          : this.#renderForm()
    }</tb-dialog>`;
  }

  #renderForm(): TemplateResult {
    const { t, _form: form } = this;
    if (!form) return html`${this._failure ? this.#renderFailure() : html`<tb-spinner></tb-spinner>`}`;
    return form.renderWholeForm({
      t,
      locale: this.widget.state.locale,
      draft: this._draft,
      problems: this._problems,
      people: this._people,
      resources: this._resources,
      change: (draft) => this.#change(draft),
      report: this.#clashes.report,
      personName: this.#personName,
      resourceName: this.#resourceName,
      failure: this.#renderFailure(),
      busy: this._busy,
      isNew: !this.#event,
      kept: this._kept,
      discard: this.#discard,
      cancel: this.#cancel,
      submit: this.#submit,
    });
  }

  #renderScopes(scopes: readonly Scope[]): TemplateResult {
    return renderScopes(scopes, {
      t: this.t,
      chosen: this.#scope,
      busy: this._busy,
      failure: this.#renderFailure(),
      choose: (scope) => {
        this.#scope = scope;
      },
      save: () => void this.#save(this.#scope),
      back: () => {
        this._scopes = undefined;
        this._failure = undefined;
      },
    });
  }

  #renderClash(theirs: CalendarEvent): unknown {
    if (!this.#clashView || !this.#clashTexts || !this.#event) return nothing;
    const { timeZone, start } = theirs;
    const { locale } = this.widget.state;
    const names = { personName: this.#personName, resourceName: this.#resourceName };
    const mine = changesOf(this._draft, this.#base, this.#scope, this.#event);
    return html`${this.#clashView.renderVersionClash(
      { before: this.#event, mine, theirs },
      {
        t: this.t,
        busy: this._busy,
        words: { ...this.#clashTexts, locale, timeZone, start, ...names },
        keep: () => void this.#settle(theirs, true),
        take: () => void this.#settle(theirs, false),
      },
    )}${this.#renderFailure()}`;
  }

  #renderFailure(): TemplateResult | typeof nothing {
    const { t, _failure: failure } = this;
    if (!failure) return nothing;
    const text =
      failure.code === 'event_conflict'
        ? t('taken')
        : explainError(this.widget.state, failure, editorMessages);
    return html`<p class="failure" role="alert">${text} ${t('notLost')}${
      failure.requestId ? html`<small>${t('request', { id: failure.requestId })}</small>` : nothing
    }</p>`;
  }

  readonly #personName = (id: string): string | undefined => {
    const user = this._people.find((each) => each.id === id);
    return user && (user.displayName || user.username);
  };

  readonly #resourceName = (id: string): string | undefined =>
    this._resources.find((each) => each.id === id)?.name;

  #change(draft: Draft): void {
    this._draft = draft;
    const now = problemsOf(draft);
    // What was told to be wrong is looked at again as it is mended; an end before the start is told at once.
    if (Object.keys(this._problems).length > 0) this._problems = now;
    else if (now.end === 'endBefore') this._problems = { end: now.end };
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this._busy) return;
    this._failure = undefined;
    this._problems = problemsOf(this._draft);
    const changed = this.#event ? changedFields(this._draft, this.#base) : [];
    if (Object.keys(this._problems).length > 0) void this.#focusProblem();
    else if (this.#event && changed.length === 0 && !this._draft.refuse) this.#finish();
    else if (!this.#occurrence) void this.#save('all');
    else {
      this._scopes = scopesFor(changed);
      this.#scope = this._scopes[0] as Scope;
    }
  };

  async #save(scope: Scope): Promise<void> {
    if (this._busy) return;
    this.#scope = scope;
    this._busy = true;
    this._failure = undefined;
    try {
      await this.#send(scope);
      this.widget.actions.announce(
        this.t(this.#event ? 'saved' : 'created', { title: this._draft.title.trim() }),
      );
      this.#finish();
    } catch (error) {
      await this.#refused(error as Refusal);
    } finally {
      this._busy = false;
    }
  }

  async #send(scope: Scope): Promise<void> {
    const { events, room } = this.port;
    if (!this.#event) {
      const input = inputOf(this._draft);
      await room.create({ ...input, clientId: this.#once(input) });
      return;
    }
    const { id, version } = this.#event;
    const changes = { ...changesOf(this._draft, this.#base, scope, this.#event), baseVersion: version };
    if (scope === 'all' || !this.#occurrence) {
      await events.update(id, changes);
      return;
    }
    const { originalStart } = this.#occurrence;
    if (scope === 'following' && changes.rrule?.includes('COUNT=')) {
      const { rruleFrom } = await events.occurrence(id, originalStart);
      changes.rrule = withCountLeft(changes.rrule, this.#event.rrule, rruleFrom);
    }
    await events.updateOccurrence(id, originalStart, changes, scope);
  }

  async #refused(error: Refusal): Promise<void> {
    if (error.code === 'version_conflict' && this.#event) {
      try {
        this.#clashView = await import('./version-clash.js');
        this.#clashTexts ??= this.#clashView.textsOf(this.widget);
        this._theirs =
          (error.details?.current as CalendarEvent) ?? (await this.port.events.get(this.#event.id));
        return;
      } catch (failure) {
        this._failure = failure as Refusal;
        return;
      }
    }
    this._failure = error;
    this._problems = problemsIn(error);
    this._scopes = undefined;
    if (error.code === 'event_conflict') this.#clashes.show(error.details as ConflictReport);
    this.widget.actions.report(error);
    await this.#focusProblem();
  }

  /** Goes on from the event as it is now: with one's own changes on it, which are saved, or without. */
  async #settle(theirs: CalendarEvent, mine: boolean): Promise<void> {
    const occurrence = await occurrenceNow(this.port.events, theirs, this.#occurrence);
    const base = draftOf(theirs, occurrence);
    this._draft = mine ? merged(this._draft, this.#base, base) : base;
    this.#base = base;
    this.#event = theirs;
    this.#occurrence = occurrence;
    this._theirs = undefined;
    this._scopes = undefined;
    if (mine) await this.#save(occurrence ? this.#scope : 'all');
    if (!mine) this._kept = false;
  }

  async #focusProblem(): Promise<void> {
    await this.updateComplete;
    const [first] = Object.keys(this._problems);
    const own = this.renderRoot.querySelector<HTMLElement>('[aria-invalid]');
    if (own) return own.focus();
    if (!first) return;
    const inRule = ['repeat', 'interval', 'count', 'until'].includes(first);
    const place = this.renderRoot.querySelector<TbElement>(inRule ? 'tb-event-repeat' : `#${first}`);
    await place?.updateComplete;
    place?.focus();
  }

  readonly #discard = (): void => {
    const { event, occurrence } = this.request;
    this.#event = event;
    this.#base = event ? draftOf(event, occurrence) : newDraft(this.request);
    this._draft = this.#base;
    this._kept = false;
  };

  /** Said on purpose, so nothing is kept. */
  readonly #cancel = (): void => this.#finish();

  #finish(): void {
    this._draft = this.#base;
    takeDraft(this.#key);
    this.#leave();
  }

  /** What was typed waits for whoever opens the same thing again. */
  #keep(): void {
    const { _draft: draft } = this;
    if (isWritten(draft, this.#base, this.#event))
      keepDraft(this.#key, { draft, base: this.#base, event: this.#event });
  }

  readonly #closed = (event: Event): void => {
    event.stopPropagation();
    this.#keep();
    this.#leave();
  };

  #leave(): void {
    if (!this.isConnected) return;
    this.remove();
    this.dispatchEvent(new Event('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tb-event-editor': TbEventEditor;
  }
}
