/** How a setting is changed, and which texts it may hold. */
export type Field =
  | { kind: 'choice'; options: readonly (readonly [value: string, label: string])[] }
  | { kind: 'switch' }
  | { kind: 'text'; placeholder?: string; pattern?: RegExp; suggestions?: readonly string[] }
  | { kind: 'list'; options: readonly string[] }
  | { kind: 'json'; placeholder: string }
  | { kind: 'number'; min: number; max: number; step: number; unit: '' | 'px' | 'ms' }
  | { kind: 'color' };

/** One thing that can be set. All values are texts: a switch is `on` or empty, a list has spaces between. */
export interface Setting {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly initial: string;
  readonly field: Field;
}

/** What differs from the initial values, by name. The fragment of the address carries it as it is. */
export type Settings = Readonly<Record<string, string>>;

/** Whether a text from an address may be the setting's value. */
export function isAllowed({ field }: Setting, value: string): boolean {
  switch (field.kind) {
    case 'choice':
      return field.options.some(([option]) => option === value);
    case 'switch':
      return value === 'on';
    case 'list':
      return value.split(' ').every((item) => field.options.includes(item));
    case 'number':
      return /^\d+$/.test(value) && Number(value) >= field.min && Number(value) <= field.max;
    case 'color':
      return /^#[0-9a-f]{6}$/.test(value);
    case 'json':
      return value.length <= 2000;
    case 'text':
      return (
        value.length <= 300 && (field.pattern === undefined || value === '' || field.pattern.test(value))
      );
  }
}
