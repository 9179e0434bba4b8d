import {
  baseStyles,
  controlStyles,
  define,
  type ElementClass,
  explainError,
  TbAvatar,
  TbDialog,
  TbElement,
  WidgetController,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { OccurrencesStore } from '../../client/api.js';
import type { CalendarEvent, Occurrence, OccurrenceDetails, RsvpStatus } from '../../shared/types.js';
import type { CalendarRoom } from '../calendar-room.js';
import { openSharing } from '../parts.js';
import { mayAnswer, mayChange } from '../rights.js';
import { type CalendarPort, type EditorRequest, type HistoryElement, type Scope, seams } from '../seams.js';
import { answerOf, renderAttendees } from './attendees.js';
import { eventCardStyles } from './event-card.styles.js';
import { type CardTexts, eventCardMessages } from './event-card-messages.js';
import type { RuleWords } from './rule-words.js';
import { saveFile } from './save-file.js';
import { whenTexts } from './when-texts.js';

type AnswerScope = Exclude<Scope, 'following'>;

const answers = { accepted: 'going', tentative: 'maybe', declined: 'no' } as const;

/** All there is to one event: when, where, who comes; one's own answer; and what one may do with it. */
export class TbEventCard extends TbElement {
  static override readonly tag = 'tb-event-card';
  static override readonly dependencies: readonly ElementClass[] = [TbAvatar, TbDialog];
  static override properties: PropertyDeclarations = {
    occurrence: { attribute: false },
    _event: { state: true },
    _details: { state: true },
    _words: { state: true },
    _scope: { state: true },
    _answersFor: { state: true },
    _asking: { state: true },
    _busy: { state: true },
    _failure: { state: true },
    _history: { state: true },
  };
  static override styles = [baseStyles, controlStyles, eventCardStyles];

  port!: CalendarPort;
  room!: CalendarRoom;
  store!: OccurrencesStore;
  occurrence!: Occurrence;
  edit: (request: EditorRequest) => void = () => {};
  readonly widget = new WidgetController(this);
  readonly t: CardTexts = this.widget.texts(eventCardMessages);
  private _event: CalendarEvent | undefined;
  private _words: RuleWords | undefined;
  /** What of a series is open: with the answers for it. */
  private _details: OccurrenceDetails | undefined;
  /** What its end is about. */
  private _scope: Scope = 'this';
  /** What an answer is about, once it was chosen. */
  private _answersFor: AnswerScope | undefined;
  private _asking = false;
  private _busy = false;
  private _failure: unknown;
  private _history: HistoryElement | undefined;
  #stops: (() => void)[] = [];
  #loading = false;
  #stale = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const { eventId } = this.occurrence;
    const { channel } = this.room;
    this.#stops = [
      this.store.subscribe(({ items }) => this.#follow(items)),
      channel.on('event.rsvp', ({ rsvp }) => rsvp.eventId === eventId && this.#load()),
      channel.on('event.updated', ({ event }) => event.id === eventId && this.#load()),
      channel.on('event.deleted', (deleted) => {
        if (deleted.eventId !== eventId || this._busy) return;
        this.widget.actions.announce(this.t('removed', { title: this.occurrence.title }));
        this.remove();
      }),
    ];
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
  }

  /** The same instance as it is now, where it is in the stretch on show. */
  #follow(items: readonly Occurrence[]): void {
    const { eventId, originalStart } = this.occurrence;
    const now = items.find((item) => item.eventId === eventId && item.originalStart === originalStart);
    if (now) this.occurrence = now;
  }

  /** One read at a time; what happens meanwhile is read after it. */
  async #load(): Promise<void> {
    if (this.#loading) {
      this.#stale = true;
      return;
    }
    this.#loading = true;
    do {
      this.#stale = false;
      await this.#read();
    } while (this.#stale);
    this.#loading = false;
  }

  async #read(): Promise<void> {
    const { eventId, originalStart, recurring } = this.occurrence;
    const { events } = this.port;
    try {
      [this._event, this._details] = await Promise.all([
        events.get(eventId),
        // What is no instance any more is shown as it was, until the list says so.
        recurring ? events.occurrence(eventId, originalStart).catch(() => undefined) : undefined,
      ]);
      const event = this._event;
      if (event.rrule) {
        const { RuleWords } = await import('./rule-words.js');
        this._words ??= new RuleWords(this);
      }
    } catch (error) {
      this._failure = error;
    }
  }

  protected override render(): TemplateResult {
    const { title } = this.occurrence;
    const { t } = this;
    return html`<tb-dialog open .heading=${this._asking ? t('removeTitle', { title }) : title}
      @close=${() => this.remove()}>${this._asking ? this.#renderQuestion() : this.#renderCard()}</tb-dialog>`;
  }

  #renderCard(): TemplateResult {
    const { t, occurrence, _event: event } = this;
    const { description, location, recurring } = occurrence;
    const { locale, me } = this.widget.state;
    const when = whenTexts(occurrence, t, locale);
    return html`<dl>
        <div><dt>${t('when')}</dt>
        <dd><time datetime=${occurrence.start}>${when.here}</time>${
          when.there ? html`<span class="hint">${when.there}</span>` : nothing
        }</dd></div>
        ${recurring ? html`<div><dt>${t('repeats')}</dt><dd>${(event && this._words?.of(event)) || t('recurring')}</dd></div>` : nothing}
        ${location ? html`<div><dt>${t('where')}</dt><dd><bdi>${location}</bdi></dd></div>` : nothing}
        ${description ? html`<div><dt>${t('about')}</dt><dd dir="auto" class="text">${description}</dd></div>` : nothing}
        ${
          event?.attendees.length
            ? html`<div><dt>${t('people', { count: event.attendees.length })}</dt>
              <dd>${renderAttendees(this._details?.attendees ?? event.attendees, {
                t,
                viewerId: me?.id,
                series: event.attendees,
              })}</dd></div>`
            : nothing
        }
      </dl>
      ${mayAnswer(this.widget.state) ? this.#renderAnswer() : nothing} ${this.#renderFailure()}
      ${this._history}
      <div class="actions">${this.#renderActions(event)}</div>`;
  }

  /** Who says that they come mostly means all of it; who said something else here goes on here. */
  get #answerScope(): AnswerScope {
    if (!this.occurrence.recurring) return 'all';
    return this._answersFor ?? (this.#answerTo('this') === this.#answerTo('all') ? 'all' : 'this');
  }

  /** The reader's own answer. */
  #answerTo(scope: AnswerScope): RsvpStatus | undefined {
    const { _event: event, _details: details, occurrence } = this;
    const { me } = this.widget.state;
    if (!event || !occurrence.recurring) return occurrence.rsvp;
    return scope === 'all' ? answerOf(event.attendees, me?.id) : (details ?? occurrence).rsvp;
  }

  #renderAnswer(): TemplateResult {
    const { t } = this;
    const { recurring } = this.occurrence;
    const scope = this.#answerScope;
    // Of a series the list tells one answer, not of what it is one.
    const known = !recurring || this._event !== undefined;
    const given = known ? this.#answerTo(scope) : undefined;
    return html`<fieldset class="answers">
      <legend>${t('answer')}</legend>
      <div class="choices">${Object.entries(answers).map(
        ([
          status,
          key,
        ]) => html`<button type="button" class="chip" aria-pressed=${given === status ? 'true' : 'false'}
          ?disabled=${this._busy || !known} @click=${() => this.#answer(status as RsvpStatus)}>${t(key)}</button>`,
      )}
      ${
        recurring
          ? html`<select class="input" aria-label=${t('scope')} ?disabled=${!known} @change=${this.#answersForChanged}>
              <option value="all" .selected=${scope === 'all'}>${t('series')}</option>
              <option value="this" .selected=${scope === 'this'}>${t('thisOne')}</option></select>`
          : nothing
      }</div>
    </fieldset>`;
  }

  #renderActions(event: CalendarEvent | undefined): unknown {
    const { t } = this;
    const may = event && mayChange(this.widget.state, event);
    return html`${
      may
        ? html`<button type="button" class="button quiet remove" @click=${this.#ask}>${t('remove')}</button>`
        : nothing
    }
      ${
        seams.history && event && !this._history
          ? html`<button type="button" class="button" @click=${this.#showHistory}>${t('history')}</button>`
          : nothing
      }
      ${may ? html`<button type="button" class="button" @click=${this.#showSharing}>${t('sharing')}</button>` : nothing}
      <button type="button" class="button" ?disabled=${this._busy} @click=${this.#save}>${t('addToCalendar')}</button>
      ${may && seams.editor ? html`<button type="button" class="button primary" @click=${this.#edit}>${t('edit')}</button>` : nothing}`;
  }

  #renderQuestion(): TemplateResult {
    const { t } = this;
    return html`<p>${t('removeText')}</p>
      ${this.occurrence.recurring ? this.#renderScopes(t('removeWhich')) : nothing} ${this.#renderFailure()}
      <div class="actions">
        <button type="button" class="button" @click=${this.#keep}>${t('cancel')}</button>
        <button type="button" class="button danger" ?disabled=${this._busy} @click=${this.#delete}>${t('remove')}</button>
      </div>`;
  }

  #renderScopes(legend: string): TemplateResult {
    const scopes = { this: 'thisOne', following: 'following', all: 'all' } as const;
    return html`<fieldset><legend>${legend}</legend>${Object.entries(scopes).map(
      ([scope, key]) => html`<label class="choice"><input type="radio" name="scope" value=${scope}
        .checked=${this._scope === scope} @change=${this.#scopeChanged} /><span>${this.t(key)}</span></label>`,
    )}</fieldset>`;
  }

  #renderFailure(): unknown {
    if (!this._failure) return nothing;
    return html`<p class="error" role="alert">${explainError(this.widget.state, this._failure)}</p>`;
  }

  readonly #scopeChanged = (event: Event): void => {
    this._scope = (event.target as HTMLInputElement).value as Scope;
  };

  readonly #answersForChanged = (event: Event): void => {
    this._answersFor = (event.target as HTMLSelectElement).value as AnswerScope;
  };

  async #answer(status: RsvpStatus): Promise<void> {
    const { eventId, originalStart } = this.occurrence;
    const scope = this.#answerScope;
    // At once, because the reader may choose the other while this one is on its way.
    this._answersFor = scope;
    const done = await this.#attempt(async () => {
      await this.port.events.rsvp(eventId, status, scope === 'this' ? originalStart : undefined);
      await this.#load();
    });
    if (!done) return;
    if (!this.occurrence.recurring) this.occurrence = { ...this.occurrence, rsvp: status };
    this.emit('tb-event-rsvp', { eventId, status });
    this.widget.actions.announce(
      this.t('answered', { answer: this.t(answers[status as keyof typeof answers]) }),
    );
  }

  readonly #save = async (): Promise<void> => {
    const { eventId, title } = this.occurrence;
    await this.#attempt(async () => saveFile(title, await this.port.events.export(eventId)));
  };

  readonly #edit = (): void => {
    if (!this._event) return;
    this.edit({ event: this._event, occurrence: this.occurrence });
    this.remove();
  };

  readonly #showHistory = async (): Promise<void> => {
    await this.#attempt(async () => {
      const history = await seams.history?.();
      if (!history || !this._event) return;
      define(history);
      const { port, _event: event } = this;
      this._history = Object.assign(document.createElement(history.tag) as HistoryElement, { port, event });
      this._history.addEventListener('close', () => {
        this._history = undefined;
      });
    });
  };

  readonly #showSharing = async (): Promise<void> => {
    const { port, _event: event } = this;
    if (!event) return;
    await this.#attempt(async () => openSharing(this.renderRoot, { port, event }));
  };

  readonly #ask = (): void => {
    this._asking = true;
    this._scope = 'this';
  };

  readonly #keep = (): void => {
    this._asking = false;
  };

  readonly #delete = async (): Promise<void> => {
    const { eventId, originalStart, recurring, title } = this.occurrence;
    const { events } = this.port;
    const scope = recurring ? this._scope : 'all';
    const done = await this.#attempt(() =>
      scope === 'all' ? events.delete(eventId) : events.deleteOccurrence(eventId, originalStart, scope),
    );
    if (!done) return;
    this.widget.actions.announce(this.t('removed', { title }));
    this.remove();
  };

  /** One piece of work at a time; says when it failed. */
  async #attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (this._busy) return false;
    this._busy = true;
    this._failure = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this._failure = error;
      this.widget.actions.report(error);
      return false;
    } finally {
      this._busy = false;
    }
  }
}
