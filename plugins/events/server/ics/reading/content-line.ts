/** One line of a calendar: `NAME;PARAMETER=value:value`. Names are upper case, values as they are in the file. */
export interface ContentLine {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const none: ReadonlyMap<string, string> = new Map();
const isName = /^[A-Za-z0-9-]{1,64}$/;

/** Null for a line that has no name or no value: it is not part of the format. */
export function parseContentLine(line: string): ContentLine | null {
  const nameEnd = line.search(/[;:]/);
  if (nameEnd <= 0) return null;
  const name = line.slice(0, nameEnd);
  if (!isName.test(name)) return null;
  if (line[nameEnd] === ':')
    return { name: name.toUpperCase(), parameters: none, value: line.slice(nameEnd + 1) };

  const parameters = new Map<string, string>();
  let at = nameEnd + 1;
  for (;;) {
    const equals = line.indexOf('=', at);
    if (equals < 0) return null;
    const parameter = line.slice(at, equals);
    if (!isName.test(parameter)) return null;
    let value = '';
    at = equals + 1;
    // A list of values keeps its commas; no parameter that is read here is a list.
    for (;;) {
      const end = line[at] === '"' ? line.indexOf('"', at + 1) : -1;
      if (end >= 0) {
        value += line.slice(at + 1, end);
        at = end + 1;
      }
      const stop = nextOf(line, at);
      if (stop < 0) return null;
      value += line.slice(at, stop);
      at = stop + 1;
      if (line[stop] !== ',') break;
      value += ',';
    }
    if (!parameters.has(parameter.toUpperCase())) parameters.set(parameter.toUpperCase(), value);
    if (line[at - 1] === ':') return { name: name.toUpperCase(), parameters, value: line.slice(at) };
  }
}

function nextOf(line: string, from: number): number {
  for (let at = from; at < line.length; at += 1) {
    const char = line.charCodeAt(at);
    if (char === 0x3a || char === 0x3b || char === 0x2c) return at;
  }
  return -1;
}
