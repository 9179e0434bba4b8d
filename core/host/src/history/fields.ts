import type { Json } from '@teambrain/protocol';
import type { TObject } from 'typebox';

/** A field of a snapshot. */
export interface Field {
  name: string;
  /** The name in words. */
  title: string;
  /** Free text, whose words are worth comparing: no date, id, or choice. */
  isText: boolean;
}

/** A field's value on one side of a change. */
export interface Side {
  /** Undefined where it is too long to be repeated. */
  value?: Json | undefined;
  isText: boolean;
  /** Characters of a text; of anything else, of its JSON. Null: there is no value. */
  size: number | null;
}

interface FieldSchema {
  type?: string;
  title?: string;
  format?: string;
  pattern?: string;
  enum?: unknown;
  const?: unknown;
}

export function fieldsOf({ properties }: TObject): Field[] {
  return Object.entries(properties).map(([name, part]) => {
    const schema = part as FieldSchema;
    const isFree = [schema.format, schema.pattern, schema.enum, schema.const].every((it) => it === undefined);
    return { name, title: schema.title ?? inWords(name), isText: schema.type === 'string' && isFree };
  });
}

/** `endTimeZone` → `End time zone`. */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ');
}
