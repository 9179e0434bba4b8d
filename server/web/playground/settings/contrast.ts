/** Contrast of two `#rrggbb` colours as WCAG 2 counts it: 1 to 21. */
export function contrast(one: string, two: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour nearest to `front`, lighter or darker, that keeps its distance from every back; undefined if none does. */
export function nearestReadable(
  front: string,
  backs: readonly (readonly [color: string, least: number])[],
): string | undefined {
  for (let share = 0; share <= 100; share++) {
    for (const end of ['#000000', '#ffffff']) {
      const mixed = mix(front, end, share / 100);
      if (backs.every(([color, least]) => contrast(mixed, color) >= least)) return mixed;
    }
  }
  return undefined;
}

function mix(one: string, two: string, share: number): string {
  const [from, to] = [channels(one), channels(two)];
  const hex = from.map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share));
  return `#${hex.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
