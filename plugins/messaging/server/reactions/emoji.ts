// The `v` flag knows the emoji of the standard as whole sequences; the constructor, because the syntax is ES2024.
// biome-ignore lint/complexity/useRegexLiterals: the compiler's target is older than the flag, the runtime is not
const standard = new RegExp('^\\p{RGI_Emoji}$', 'v');
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|^[0-9#*]\uFE0F?\u20E3$/u;
/** Letters, digits, controls: never part of an emoji, though a joiner could glue them to one. */
const foreign = /[\p{L}\p{P}\p{Z}\p{Cc}\p{Cs}]/u;

let segmenter: Intl.Segmenter | undefined;

/** The one spelling of an emoji (`❤` and `❤️` are the same), or null for anything that is not exactly one emoji. */
export function cleanEmoji(input: string): string | null {
  const text = input.normalize('NFC');
  if (text.length > 64) return null;
  if (standard.test(text)) return text;
  const coloured = `${text.replaceAll('\uFE0F', '')}\uFE0F`;
  if (standard.test(coloured)) return coloured;
  if (!pictograph.test(text) || foreign.test(text.replace(/^[#*]/, ''))) return null;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].length === 1 ? text : null;
}
