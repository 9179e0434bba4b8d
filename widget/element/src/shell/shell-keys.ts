import { matchesHotkey } from './hotkey.js';

export interface ShellKeys {
  /** Answers false where there is nothing to close. */
  close: () => boolean;
  search: () => void;
  switchRoom: () => void;
  stepRoom: (step: 1 | -1) => void;
}

/** Keys of the frame. Panels come first: what they used is `defaultPrevented`. */
export function handleShellKey(event: KeyboardEvent, keys: ShellKeys): void {
  if (event.defaultPrevented) return;
  if (event.key === 'Escape') {
    if (keys.close()) event.preventDefault();
    return;
  }
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
