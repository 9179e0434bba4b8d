import { adoptStyles } from '@teambrain/widget-kit';
import { blockStyles } from '../tokens/block-tokens.styles.js';
import { bubbleStyles } from './bubbles.styles.js';
import { compactStyles } from './compact.styles.js';
import { fileStyles } from './files.js';
import { handleListKey } from './roving.js';
import type { AttendedList, RovingMove } from './row-context.js';
import { rowExtraStyles } from './row-extras.styles.js';
import { toolbarStyles } from './toolbar.styles.js';

const rowOf = (event: Event): HTMLElement | null => (event.target as Element).closest('article');

/** Shows the toolbar of the row that is pointed at or has the focus, and lets the keyboard walk through the rows. */
export function attend(list: AttendedList): void {
  const root = list.renderRoot as ShadowRoot;
  adoptStyles(root, [rowExtraStyles, toolbarStyles, fileStyles, blockStyles, bubbleStyles, compactStyles]);

  const walkedTo = (): string | undefined =>
    root.querySelector(':focus-visible')?.closest<HTMLElement>('article')?.dataset.key;
  const hovered = (): string | undefined => root.querySelector<HTMLElement>('article:hover')?.dataset.key;
  // Somebody may have come before this did.
  list.activeKey = walkedTo() ?? hovered();

  const move = (to: RovingMove, row: HTMLElement): void => {
    const index = list.items.findIndex((item) => item.key === row.dataset.key);
    if (to === 'last') list.keeper.toEnd();
    const next = to === 'first' ? 0 : to === 'last' ? list.items.length - 1 : index + (to === 'up' ? -1 : 1);
    const item = list.items[next];
    if (item) list.focusKey(item.key);
  };

  const listen = <K extends keyof HTMLElementEventMap>(
    name: K,
    handle: (event: HTMLElementEventMap[K]) => void,
  ): void => root.querySelector<HTMLElement>('.rows')?.addEventListener(name, handle);

  listen('keydown', (event) => {
    const row = rowOf(event);
    if (!row || event.isComposing || event.defaultPrevented) return;
    const handled = handleListKey(event, row, {
      rtl: list.matches(':dir(rtl)'),
      move: (to) => move(to, row),
      leave: () => list.host.leave(),
    });
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  });
  listen('focusin', (event) => {
    const row = rowOf(event);
    if (row && (event.target as Element).matches(':focus-visible')) list.activeKey = row.dataset.key;
  });
  listen('focusout', ({ relatedTarget }) => {
    if (!relatedTarget || !root.contains(relatedTarget as Element)) list.activeKey = hovered();
  });
  listen('pointerover', (event) => {
    const row = rowOf(event);
    if (row && event.pointerType !== 'touch') list.activeKey = row.dataset.key;
  });
  listen('pointerleave', (event) => {
    if (event.pointerType !== 'touch') list.activeKey = walkedTo();
  });
  // A finger has no hover: a tap on the message itself shows its toolbar, a second one hides it.
  listen('click', (event) => {
    const key = rowOf(event)?.dataset.key;
    const onControl = (event.target as Element).closest('[data-action]');
    if (!key || onControl || (event as PointerEvent).pointerType !== 'touch' || getSelection()?.toString())
      return;
    list.activeKey = list.activeKey === key ? undefined : key;
  });

  let placed: string | undefined;
  list.addController({
    // A toolbar above the first visible row would be cut off.
    hostUpdated() {
      if (placed === list.activeKey) return;
      placed = list.activeKey;
      const toolbar = root.querySelector('.toolbar');
      const box = root.querySelector('.scroller');
      if (!toolbar || !box) return;
      toolbar.classList.toggle(
        'below',
        toolbar.getBoundingClientRect().top < box.getBoundingClientRect().top,
      );
    },
  });
}
