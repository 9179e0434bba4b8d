import type { Breather } from '../breather.js';
import { invalid, tooLarge } from '../error.js';
import { icsLimits } from '../limits.js';
import { type ContentLine, parseContentLine } from './content-line.js';
import { keptComponents, use } from './vocabulary.js';

export interface Component {
  readonly name: string;
  readonly lines: ContentLine[];
  readonly components: Component[];
  /** How often what was left out while reading: properties, components, and `(unreadable line)`. */
  readonly ignored: Map<string, number>;
}

/** Lines between two looks at the clock: each is at most `lineChars` long, together a few milliseconds. */
const linesAtOnce = 200;

/**
 * The calendars of a text, as trees that hold what an event is made from. Refuses what is not closed, so that the front
 * half of a file is never taken for the whole. Depth, events and lines are bounded while it reads.
 */
export async function parseComponents(
  text: string,
  options: { maxEvents: number; breathe: Breather },
): Promise<Component[]> {
  const calendars: Component[] = [];
  const open: Component[] = [];
  let events = 0;
  let at = 0;
  for (let number = 1; at < text.length; number += 1) {
    if (number % linesAtOnce === 0) await options.breathe();
    const start = at;
    let end = lineEnd(text, start);
    if (isSoft(text, start, end))
      while (end < text.length && text[end - 1] === '=') end = lineEnd(text, end + 1);
    at = end + 1;
    if (isBlank(text, start, end)) continue;
    const isLong = end - start > icsLimits.lineChars;
    const line = isLong ? null : parseContentLine(text.slice(start, end));
    const current = open.at(-1);

    if (line?.name === 'BEGIN') {
      const name = line.value.trim().toUpperCase();
      if (current === undefined && name !== 'VCALENDAR') throw notACalendar(number);
      if (open.length === icsLimits.depth)
        throw tooLarge(`Line ${number}: components lie within each other deeper than ${icsLimits.depth}.`);
      if (name === 'VEVENT') {
        events += 1;
        if (events > options.maxEvents)
          throw tooLarge(`A calendar file may hold ${options.maxEvents} events.`);
      }
      open.push(enter(current, name, calendars));
      continue;
    }
    if (current === undefined) throw notACalendar(number);
    if (line?.name === 'END') {
      if (line.value.trim().toUpperCase() !== current.name)
        throw invalid(`END:${current.name.slice(0, 64)} is missing.`, number);
      open.pop();
    } else if (line === null) {
      ignore(
        current,
        isLong ? (/^[A-Za-z0-9-]{1,64}/.exec(text.slice(start, start + 64))?.[0] ?? unreadable) : unreadable,
      );
    } else {
      const how = use(current, line.name);
      if (how === 'keep') current.lines.push(line);
      else if (how === 'count') ignore(current, line.name);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw invalid(`The file ends before END:${unclosed.name.slice(0, 64)}.`);
  if (calendars.length === 0) throw invalid('The file holds no calendar.');
  return calendars;
}

function lineEnd(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  return lf < 0 ? text.length : lf;
}

/** Whether a line goes on in the next one: a value in quoted-printable does so with an equals sign at its end. */
const isSoft = (text: string, start: number, end: number) =>
  text[end - 1] === '=' &&
  /^[^:]*ENCODING="?QUOTED-PRINTABLE/i.test(text.slice(start, Math.min(end, start + 500)));

const unreadable = '(unreadable line)';
const notACalendar = (line: number) => invalid('A calendar starts with BEGIN:VCALENDAR.', line);

/** What is of no use is walked through and not kept: however many there are, they take no memory. */
function enter(parent: Component | undefined, name: string, calendars: Component[]): Component {
  const component: Component = { name, lines: [], components: [], ignored: new Map() };
  if (parent === undefined) calendars.push(component);
  else if (keptComponents.get(name) === parent.name && parent.components.length < childrenOf(parent))
    parent.components.push(component);
  else if (keptComponents.has(parent.name)) ignore(parent, name);
  return component;
}

const childrenOf = ({ name }: Component) =>
  name === 'VCALENDAR'
    ? Number.MAX_SAFE_INTEGER
    : name === 'VTIMEZONE'
      ? icsLimits.observances
      : icsLimits.alarms;

function ignore(component: Component, name: string): void {
  const key = name.slice(0, 64).toUpperCase();
  if (component.ignored.size < icsLimits.kinds || component.ignored.has(key))
    component.ignored.set(key, (component.ignored.get(key) ?? 0) + 1);
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}

export const first = (component: Component, name: string): ContentLine | undefined =>
  component.lines.find((line) => line.name === name);
export const all = (component: Component, name: string): ContentLine[] =>
  component.lines.filter((line) => line.name === name);
