import { isTyping, matchesHotkey } from './hotkey.js';

export interface ShellKeys {
  search: () => void;
  switchRoom: () => void;
  stepRoom: (step: 1 | -1) => void;
}

/** Keys of the frame, without Esc. Panels come first: what they used is `defaultPrevented`. */
export function handleShellKey(event: KeyboardEvent, keys: ShellKeys): void {
  if (event.defaultPrevented) return;
  const run = matchesHotkey(event, 'mod+shift+f')
    ? keys.search
    : matchesHotkey(event, 'mod+k')
      ? keys.switchRoom
      : matchesHotkey(event, 'alt+arrowup')
        ? () => keys.stepRoom(-1)
        : matchesHotkey(event, 'alt+arrowdown')
          ? () => keys.stepRoom(1)
          : null;
  if (!run) return;
  event.preventDefault();
  run();
}

/** The key that the host chose to open and close from anywhere on the page. */
export function handlePageKey(event: KeyboardEvent, hotkey: string, toggle: () => void): void {
  if (event.defaultPrevented || isTyping(event) || !matchesHotkey(event, hotkey)) return;
  event.preventDefault();
  toggle();
}
