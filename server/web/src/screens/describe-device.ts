const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'macOS'],
  [/Windows/, 'Windows'],
  [/Linux|CrOS/, 'Linux'],
];

/** "Firefox, Linux" from a user agent; empty where it tells nothing. Good enough to know one's own devices apart. */
export function describeDevice(userAgent: string | undefined): string {
  if (!userAgent) return '';
  const find = (names: readonly [RegExp, string][]): string =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  return [find(browsers), find(systems)].filter(Boolean).join(', ');
}
