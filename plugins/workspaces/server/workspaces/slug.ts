import { isId } from '@teambrain/core';

const longest = 40;

/** A slug made of a name: `Acme & Sons!` → `acme-sons`. Letters of every script stay. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const slug = [...words].slice(0, longest).join('').replace(/-+$/, '');
  return slug === '' || isId(slug) ? 'workspace' : slug;
}
