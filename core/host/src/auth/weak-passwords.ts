/** Words that head every list of leaked passwords; what people put around them does not make them better. */
const words =
  'password passwort passw0rd motdepasse contrasena parola wachtwoord senha qwerty qwertz azerty asdf zxcv letmein welcome willkommen admin administrator root user guest test login master monkey dragon football baseball basketball soccer hockey superman batman spiderman pokemon starwars trustno iloveyou sunshine princess shadow michael jennifer jordan hunter ranger buster harley thomas robert daniel charlie andrew jessica ashley michelle nicole matthew joshua amanda summer winter spring autumn monday friday computer internet samsung google facebook whatever secret changeme default access flower hello freedom killer pepper cheese mustang corvette ferrari porsche mercedes liverpool arsenal chelsea barcelona juventus cookie chocolate banana orange purple yellow silver golden diamond angel lovely loveme babygirl tigger snoopy bailey maggie ginger peanut butter coffee teambrain slack discord company office server database docker ubuntu linux windows matrix phoenix thunder scorpion cowboys eagles yankees steelers lakers patriots'.split(
    ' ',
  );
const known = new Set(words);

const rows = [
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))].map((row) => row + row);

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Whether a password falls to the first guesses: a common word with digits or marks around it (also in leet spelling),
 * a run on the keyboard or in the alphabet, one short piece repeated, or a piece of the account's own names.
 */
export function isCommonPassword(password: string, own: readonly string[] = []): boolean {
  const lower = password.toLowerCase();
  if (new Set(lower).size <= 3) return true;
  if (/^\d{8,12}$/.test(lower) && /^(?:19|20)\d\d|(?:19|20)\d\d$/.test(lower)) return true;
  if (/^(.{1,4})\1+$/u.test(lower)) return true;
  if (runs.some((run) => run.includes(lower))) return true;
  const cores = [lower, withoutEnds(lower, /[^\p{L}\p{N}]/u), withoutEnds(lower, /[^\p{L}@$]/u)];
  for (const core of cores.flatMap((text) => [text, unleet(text), withoutEnds(unleet(text), /[^\p{L}]/u)])) {
    const half = core.slice(0, core.length / 2);
    if (known.has(core) || (core === half + half && known.has(half))) return true;
    if (core.length >= 4 && lower.length - core.length <= 8 && runs.some((run) => run.includes(core)))
      return true;
  }
  return own
    .map((name) => name.toLowerCase())
    .some((name) => name.length >= 4 && [lower, withoutEnds(lower, /[^\p{L}]/u)].includes(name));
}

const unleet = (text: string) => [...text].map((letter) => leet[letter] ?? letter).join('');

function withoutEnds(text: string, mark: RegExp): string {
  const letters = [...text];
  while (letters.length > 0 && mark.test(letters[0] as string)) letters.shift();
  while (letters.length > 0 && mark.test(letters.at(-1) as string)) letters.pop();
  return letters.join('');
}
