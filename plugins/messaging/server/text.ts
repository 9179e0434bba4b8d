/** Half of a surrogate pair cannot be stored as UTF-8: it is replaced as `String.prototype.toWellFormed` does. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
