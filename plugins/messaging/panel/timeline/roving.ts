import type { ListKeys, RovingMove } from './row-context.js';

function moveForKey(event: KeyboardEvent): RovingMove | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  switch (event.key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return undefined;
  }
}

function controlsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('a[href], button:not([disabled])')].filter(
    (control) => control.checkVisibility?.() ?? true,
  );
}

/** The control before or after the focused one, without wrapping. */
function neighbourControl(row: Element, from: Element | null, step: 1 | -1): HTMLElement | undefined {
  const controls = controlsOf(row);
  const index = controls.indexOf(from as HTMLElement);
  return controls[index === -1 && step === -1 ? controls.length - 1 : index + step];
}

/** The key map of a history. Answers whether the key was taken. */
export function handleListKey(event: KeyboardEvent, row: HTMLElement, keys: ListKeys): boolean {
  const target = event.target as HTMLElement;
  if (target !== row) return handleControlKey(event, row, target, keys.rtl);
  const move = moveForKey(event);
  if (move) keys.move(move);
  else if (event.key === 'Enter') controlsOf(row)[0]?.focus();
  else if (event.key === 'Escape') keys.leave();
  else return false;
  return true;
}

function handleControlKey(
  event: KeyboardEvent,
  row: HTMLElement,
  control: HTMLElement,
  rtl: boolean,
): boolean {
  if (control.closest('[data-editor]')) return false;
  if (event.key === 'Escape') {
    row.focus({ preventScroll: true });
    return true;
  }
  const forward = event.key === 'ArrowDown' || event.key === (rtl ? 'ArrowLeft' : 'ArrowRight');
  const backward = event.key === 'ArrowUp' || event.key === (rtl ? 'ArrowRight' : 'ArrowLeft');
  const tab = event.key === 'Tab' && !event.altKey && !event.ctrlKey;
  if (!forward && !backward && !tab) return false;
  const next = neighbourControl(row, control, backward || (tab && event.shiftKey) ? -1 : 1);
  next?.focus();
  // Past the last control Tab leaves the row as it leaves any group; arrows stay.
  return next !== undefined || !tab;
}
