import { eventBounds } from '../../../shared/schemas.js';
import { type Component, first } from './components.js';
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
    const text = unescapeText(first(event, name)?.value ?? '');
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
