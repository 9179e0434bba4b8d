import { baseStyles, controlStyles, TbElement, WidgetController } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { recurrenceInWords } from '../words/recurrence-in-words.js';
import { recurrenceMessages } from '../words/recurrence-messages.js';
import { type EditorTexts, editorMessages } from './editor-messages.js';
import { formStyles } from './form.styles.js';
import { renderOwnRule } from './own-rule.js';
import type { Problems } from './problems.js';
import {
  type OwnRule,
  ownRuleOn,
  presets,
  type Repetition,
  type RepetitionEnd,
  type RepetitionKind,
  type RuleFrame,
  ruleTextOf,
} from './repetition.js';

const ends = ['never', 'date', 'count'] as const;

/**
 * How an event repeats: the usual rules by name, rules of one's own, and when it ends, said back in words.
 * @fires repeat - `detail`: the repetition.
 */
export class TbEventRepeat extends TbElement {
  static override readonly tag = 'tb-event-repeat';
  static override properties: PropertyDeclarations = {
    repetition: { attribute: false },
    frame: { attribute: false },
    problems: { attribute: false },
  };
  static override styles = [baseStyles, controlStyles, formStyles];

  repetition!: Repetition;
  frame!: RuleFrame;
  problems: Problems = {};
  readonly widget = new WidgetController(this);
  readonly t: EditorTexts = this.widget.texts(editorMessages);
  readonly #words = this.widget.texts(recurrenceMessages);

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#keyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#keyDown);
  }

  override focus(): void {
    (
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid]') ??
      this.renderRoot.querySelector<HTMLElement>('select')
    )?.focus();
  }

  /** A repetition in the reader's words. */
  #say(repetition: Repetition): string {
    const { frame } = this;
    const rule = ruleTextOf(repetition, frame);
    if (!rule) return this.t('never');
    const { locale } = this.widget.state;
    return recurrenceInWords(rule, {
      locale,
      timeZone: frame.timeZone,
      start: frame.date,
      text: this.#words,
    });
  }

  protected override render(): TemplateResult {
    const { t, repetition, problems } = this;
    const { kind, kept } = repetition;
    const endless: Repetition = { ...repetition, end: { ...repetition.end, kind: 'never' } };
    const error = problems.repeat;
    return html`<div class="field"><label for="kind">${t('repeat')}</label>
        <select class="input" id="kind" aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${error ? 'repeat-error' : nothing} @change=${this.#chosen}>
          ${this.#option('none', t('never'))}
          ${presets.map((preset) => this.#option(preset, this.#say({ ...endless, kind: preset })))}
          ${this.#option('custom', t('custom'))}
          ${kept ? this.#option('kept', this.#say({ ...repetition, kind: 'kept' })) : nothing}
        </select>${error ? html`<span class="error" id="repeat-error">${t(error)}</span>` : nothing}</div>
      ${
        kind === 'custom'
          ? renderOwnRule(repetition.own, {
              t,
              locale: this.widget.state.locale,
              problems,
              change: (changes) => this.#change({ own: { ...repetition.own, ...changes } as OwnRule }),
            })
          : nothing
      }
      ${kind === 'none' || kind === 'kept' ? nothing : this.#renderEnd(repetition.end)}
      ${kind === 'none' ? nothing : html`<p class="words" role="status"><bdi>${this.#say(repetition)}</bdi></p>`}`;
  }

  // The fields here are not of the form around this element, which Enter would send.
  readonly #keyDown = (event: KeyboardEvent): void => {
    const isField = (event.composedPath()[0] as HTMLElement).tagName === 'INPUT';
    if (event.key === 'Enter' && isField && !event.isComposing) this.closest('form')?.requestSubmit();
  };

  #option(kind: RepetitionKind, label: string): TemplateResult {
    return html`<option value=${kind} ?selected=${this.repetition.kind === kind}>${label}</option>`;
  }

  #renderEnd(end: RepetitionEnd): TemplateResult {
    const { t, problems } = this;
    const { until, count } = problems;
    return html`<div class="row">
      <div class="field"><label for="ends">${t('ends')}</label>
        <select class="input" id="ends" @change=${(event: Event) => this.#end({ kind: typedIn(event) as RepetitionEnd['kind'] })}>
          ${ends.map((kind) => html`<option value=${kind} ?selected=${end.kind === kind}>${t(`ends.${kind}`)}</option>`)}
        </select></div>
      ${
        end.kind === 'date'
          ? html`<div class="field"><label for="until">${t('lastDate')}</label>
              <input class="input" id="until" type="date" .value=${end.date} min=${this.frame.date}
                aria-invalid=${until ? 'true' : nothing} aria-describedby=${until ? 'until-error' : nothing}
                @input=${(event: Event) => this.#end({ date: typedIn(event) })} />
              ${until ? html`<span class="error" id="until-error">${t(until)}</span>` : nothing}</div>`
          : nothing
      }
      ${
        end.kind === 'count'
          ? html`<div class="field"><label for="count">${t('count')}</label>
              <input class="input" id="count" type="number" inputmode="numeric" min="1" max="10000" .value=${String(end.count || '')}
                aria-invalid=${count ? 'true' : nothing} aria-describedby=${count ? 'count-error' : nothing}
                @input=${(event: Event) => this.#end({ count: Number(typedIn(event)) })} />
              ${count ? html`<span class="error" id="count-error">${t(count)}</span>` : nothing}</div>`
          : nothing
      }
    </div>`;
  }

  readonly #chosen = (event: Event): void => {
    const kind = typedIn(event) as RepetitionKind;
    const { own } = this.repetition;
    // Rules of one's own begin with the day that the event has now.
    this.#change({ kind, own: kind === 'custom' ? ownRuleOn(this.frame.date) : own });
  };

  #end(changes: Partial<RepetitionEnd>): void {
    this.#change({ end: { ...this.repetition.end, ...changes } });
  }

  #change(changes: Partial<Repetition>): void {
    this.dispatchEvent(new CustomEvent('repeat', { detail: { ...this.repetition, ...changes } }));
  }
}

const typedIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
