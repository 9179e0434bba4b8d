import type { TimelineItem } from '../../client/api.js';

/** What the list asks of whoever shows it. */
export interface ListHost {
  /** A control with `data-action` was used. */
  act(action: string, item: TimelineItem, control: HTMLElement, event: Event): void;
  loadBefore(): void;
  loadAfter(): void;
  /** The newest message is wanted and may lie outside of the window. */
  toNewest(): Promise<void>;
  /** The reader saw the end of the window. */
  seen(seq: number): void;
  /** Escape on a row: the focus goes to the composer. */
  leave(): void;
}
