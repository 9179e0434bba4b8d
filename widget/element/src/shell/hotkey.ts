const isMac = (): boolean => /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** Whether the event is the key named as `mod+shift+k`; `mod` is ⌘ on Apple's systems and Ctrl elsewhere. */
export function matchesHotkey(event: KeyboardEvent, hotkey: string): boolean {
  const parts = hotkey.toLowerCase().split('+');
  const key = parts.pop();
  const wants = (name: string): boolean => parts.includes(name);
  const mod = wants('mod');
  return (
    event.key.toLowerCase() === key &&
    event.ctrlKey === (wants('ctrl') || (mod && !isMac())) &&
    event.metaKey === (wants('meta') || (mod && isMac())) &&
    event.shiftKey === wants('shift') &&
    event.altKey === wants('alt')
  );
}

/** Whether somebody is writing where the event came from. */
export function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}
