/** A path whose inserted values are encoded: path`/rooms/${id}/members`. */
export function path(strings: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: strings }, ...values.map(encodeURIComponent));
}
