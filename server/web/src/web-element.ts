import { TbElement, WidgetController } from '@teambrain/widget-kit';

/** Base of the app's elements: drawn anew when the reader chooses another language. */
export class WebElement extends TbElement {
  readonly widget = new WidgetController(this);
}
