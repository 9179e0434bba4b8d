import { html, type PropertyDeclarations } from 'lit';
import { WidgetController } from './context.js';
import { TbElement } from './element.js';
import { formatDate } from './format.js';
import { formatRelative } from './more-format.js';

/** A moment in the reader's language and zone; the full date stands in its title. */
export class TbTime extends TbElement {
  static override readonly tag = 'tb-time';
  static override properties: PropertyDeclarations = { value: {}, format: {} };

  /** RFC 3339. */
  value = '';
  format: 'time' | 'day' | 'date' | 'full' | 'relative' = 'time';
  readonly widget = new WidgetController(this);

  protected override render(): unknown {
    if (!this.value) return '';
    const { locale } = this.widget.state;
    const text =
      this.format === 'relative'
        ? formatRelative(this.value, locale)
        : formatDate(this.value, this.format, locale);
    return html`<time datetime=${this.value} title=${formatDate(this.value, 'full', locale)}>${text}</time>`;
  }
}
