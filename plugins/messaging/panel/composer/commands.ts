/** What a slash at the start of a message can ask for. Each has a text `command.<name>`. */
export const commandNames = ['search', 'pins', 'threads', 'unread', 'shrug', 'shortcuts'] as const;
export type CommandName = (typeof commandNames)[number];

export interface Command {
  name: CommandName;
  argument: string;
}

/** The command that a text is, if it is one. "/path/to/file" and "/ what" are text. */
export function parseCommand(text: string): Command | undefined {
  const match = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(text);
  const name = commandNames.find((known) => known === match?.[1]);
  return name && { name, argument: match?.[2]?.trim() ?? '' };
}
