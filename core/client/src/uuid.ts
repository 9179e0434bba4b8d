let last = 0;
let counter = 0;

/** UUIDv7. Those made here sort in the order they were made, also within a millisecond and when the clock steps back. */
export function uuidv7(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  if (now > last) {
    last = now;
    // Half of the 12 bits at random, so that two tabs in the same millisecond differ and there is room to count up.
    counter = ((bytes[6] as number) << 3) & 0x7ff;
  } else if (++counter > 0xfff) {
    last++;
    counter = 0;
  }
  for (let i = 0, rest = last; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
