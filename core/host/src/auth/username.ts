/** What must never be part of a name: controls, zero-width and direction marks, private use, unassigned. */
const invisible = /\p{C}|[\u115F\u1160\u2800\u3164\uFFA0]|\u034F|[\u180B-\u180E]|[\uFE00-\uFE0F]/u;
const shape = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,31}$/u;

/** Letters of other scripts that look like a Latin letter or digit in common typefaces. */
const lookAlikes: Record<string, string> = Object.fromEntries(
  [
    ['a', 'аαɑ'],
    ['b', 'ьƅ'],
    ['c', 'сϲⅽ'],
    ['d', 'ԁⅾ'],
    ['e', 'еєҽ'],
    ['g', 'ɡց'],
    ['h', 'һհ'],
    ['i', 'іιıɩⅰ'],
    ['j', 'јϳ'],
    ['k', 'кκ'],
    ['l', 'ӏⅼ'],
    ['m', 'мⅿ'],
    ['n', 'ո'],
    ['o', 'оοօσ'],
    ['p', 'рρ'],
    ['q', 'ԛգ'],
    ['r', 'г'],
    ['s', 'ѕ'],
    ['t', 'тτ'],
    ['u', 'υսц'],
    ['v', 'ѵνⅴ'],
    ['w', 'ԝѡω'],
    ['x', 'хχⅹ'],
    ['y', 'уγү'],
    ['z', 'ᴢ'],
  ].flatMap(([latin, twins]) => [...(twins as string)].map((twin) => [twin, latin as string])),
);

/** The shown form of a username: compatibility-composed and trimmed. Null when it may not be a username. */
export function cleanUsername(input: string): string | null {
  const clean = input.normalize('NFKC').trim();
  return invisible.test(input.trim()) || !shape.test(clean) ? null : clean;
}

/**
 * The form that is unique: names that differ only in case, composition or look-alike letters share it, so nobody can
 * register a twin of somebody else.
 */
export function usernameKey(clean: string): string {
  const folded = clean.normalize('NFKC').toLowerCase().normalize('NFKC');
  return [...folded].map((letter) => lookAlikes[letter] ?? letter).join('');
}

/** A username for an account made from elsewhere: keeps what may stay of `wanted`. */
export function usernameFrom(wanted: string): string {
  const kept = wanted
    .normalize('NFKC')
    .replace(/\s+/gu, '-')
    .replace(/[^\p{L}\p{N}\p{M}._-]/gu, '')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  const short = [...kept]
    .slice(0, 24)
    .join('')
    .replace(/[._-]+$/, '');
  return cleanUsername(short) ?? 'user';
}

const emailShape = /^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+\.[^\s@"(),:;<>[\]\\]+$/u;

/** An e-mail address as it is kept; null when it cannot be one. */
export function cleanEmail(input: string): string | null {
  const clean = input.normalize('NFKC').trim();
  return clean.length > 254 || invisible.test(input.trim()) || !emailShape.test(clean) ? null : clean;
}

export function emailKey(clean: string): string {
  return clean.toLowerCase();
}

/** A display name: one line, visible, at most 80 characters. Null when nothing visible is left. */
export function cleanDisplayName(input: string): string | null {
  const clean = input
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF]/gu, '')
    .trim();
  return clean === '' ? null : [...clean].slice(0, 80).join('');
}
