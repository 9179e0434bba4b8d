import type { MoreTexts } from './chat-more-messages.js';

/** "Ana is typing…", for up to two names; people whose names are not known yet count as somebody. */
export function typingText(names: readonly (string | undefined)[], t: MoreTexts): string {
  const [first, second] = names.map((name) => name ?? t('unknownPerson'));
  if (first === undefined) return '';
  if (second === undefined) return t('typingOne', { name: first });
  return names.length === 2 ? t('typingTwo', { name: first, other: second }) : t('typingMany');
}
