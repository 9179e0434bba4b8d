import type { WidgetController } from '@teambrain/widget-kit';
import type { CalendarEvent } from '../../shared/types.js';
import { recurrenceInWords } from '../words/recurrence-in-words.js';
import { type RecurrenceText, recurrenceMessages } from '../words/recurrence-messages.js';

/** The rule of an event in the reader's language, with what the rule leaves to the event. */
export class RuleWords {
  readonly #widget: WidgetController;
  readonly #text: RecurrenceText;

  constructor({ widget }: { widget: WidgetController }) {
    this.#widget = widget;
    this.#text = widget.texts(recurrenceMessages);
  }

  of({ rrule, start, timeZone }: CalendarEvent): string {
    const { locale } = this.#widget.state;
    return rrule ? recurrenceInWords(rrule, { locale, timeZone, start, text: this.#text }) : '';
  }
}
