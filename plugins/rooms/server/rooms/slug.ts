/** A slug made of a name: `Weekly Plans!` → `weekly-plans`. Letters of every script stay. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...words].slice(0, 40).join('').replace(/-+$/, '') || 'room';
}
