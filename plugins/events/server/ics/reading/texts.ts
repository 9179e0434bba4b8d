import { eventBounds } from '../../../shared/schemas.js';
import { type Component, first } from './components.js';
import type { ContentLine } from './content-line.js';
import type { Report } from './report.js';
import { cut, unescapeText } from './text.js';

export interface Texts {
  title: string;
  description: string | null;
  location: string | null;
}

export const untitled = '(untitled)';

/** The texts of an event, cut to what the product holds. */
export function readTexts(event: Component, report: Report): Texts {
  const read = (name: string, chars: number): string | null => {
    const line = first(event, name);
    const text = unescapeText(line ? decoded(line) : '');
    if (text.trim() === '') return null;
    if (text.length > chars) report.leaveOut(`end of a long ${name}`);
    return cut(text, chars);
  };
  return {
    title: read('SUMMARY', eventBounds.title) ?? untitled,
    description: read('DESCRIPTION', eventBounds.description),
    location: read('LOCATION', eventBounds.location),
  };
}

/** The value, also where a program of old wrote its bytes in quoted-printable, with or without the CHARSET that it was. */
function decoded({ value, parameters }: ContentLine): string {
  if (parameters.get('ENCODING')?.toUpperCase() !== 'QUOTED-PRINTABLE') return value;
  const bytes = value
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Whoever writes quoted-printable writes no character beyond ASCII as it is; what does has been decoded before.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are meant
  if (/[^\u0000-\u00ff]/.test(bytes)) return value;
  const whole = Buffer.from(bytes, 'latin1').toString('utf8');
  return (whole.includes('\ufffd') ? bytes : whole).replaceAll('\r\n', '\n');
}
