/** TEXT of RFC 5545, 3.3.11. Control characters are dropped: no text here has them, and the database takes no NUL. */
export function unescapeText(value: string): string {
  const text = value.includes('\\')
    ? value.replace(/\\([\s\S]?)/g, (_all, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
    : value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** The front of a text, no half of a character at its end. */
export function cut(text: string, chars: number): string {
  if (text.length <= chars) return text;
  const last = text.charCodeAt(chars - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? chars - 1 : chars);
}
