/**
 * A text as it is compared with what somebody types: without case, accents and half or full width; letters that are
 * often written for one another are one, and so are the two Japanese syllabaries.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæß]/g, (letter) => ({ œ: 'oe', æ: 'ae', ß: 'ss' })[letter] ?? letter)
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
