/** Who lives in the sample workspace. The first owns it. */
export const people = [
  { username: 'lilly', displayName: 'Lilly Chen', email: 'lilly@acme.example' },
  { username: 'joe', displayName: 'Joe Park', email: 'joe@acme.example' },
  { username: 'ana', displayName: 'Ana Silva', email: 'ana@acme.example' },
  { username: 'sam', displayName: 'Sam Okoye', email: 'sam@acme.example' },
] as const;

export type Username = (typeof people)[number]['username'];
