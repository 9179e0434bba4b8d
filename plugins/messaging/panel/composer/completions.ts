import type { WidgetRoom } from '@teambrain/widget-kit';
import type { MoreTexts } from '../chat-more-messages.js';
import type { EmojiTable } from '../emoji/emoji-search.js';
import type { People } from '../people.js';
import { commandNames } from './commands.js';
import { rankByName } from './completion.js';
import { maxSuggestions, type Suggestion, type SuggestionSource } from './suggestions.js';

export interface CompletionWorld {
  people(): People | undefined;
  rooms(): readonly WidgetRoom[];
  viewerId(): string | undefined;
  emoji(): Promise<EmojiTable>;
  t: MoreTexts;
}

/** People after `@`, rooms after `#`, emoji after `:`, commands after `/`. */
export function createCompletions(world: CompletionWorld): SuggestionSource {
  return async ({ kind, query }) => {
    if (kind === 'person') return suggestPeople(world, query);
    if (kind === 'room') return suggestRooms(world, query);
    if (kind === 'command') return suggestCommands(world, query);
    const emoji = await world.emoji();
    return emoji.search(query, maxSuggestions).map(
      ({ emoji, name, aliases }): Suggestion => ({
        id: emoji,
        label: name,
        ...(aliases[0] ? { detail: `:${aliases[0]}` } : {}),
        insert: emoji,
        sign: emoji,
      }),
    );
  };
}

async function suggestPeople({ people, viewerId }: CompletionWorld, query: string): Promise<Suggestion[]> {
  const users = ((await people()?.all()) ?? []).filter((user) => user.id !== viewerId());
  return rankByName(users, query, (user) => [user.displayName, user.username], maxSuggestions).map(
    (user) => ({
      id: user.id,
      label: user.displayName || user.username,
      detail: `@${user.username}`,
      insert: `@${user.username}`,
      userId: user.id,
      user,
    }),
  );
}

function suggestRooms({ rooms }: CompletionWorld, query: string): Suggestion[] {
  const named = rooms().filter((room) => !room.direct);
  return rankByName(named, query, (room) => [room.name, room.slug], maxSuggestions).map((room) => ({
    id: room.id,
    label: room.name,
    insert: `#${room.slug}`,
    sign: '#',
  }));
}

function suggestCommands({ t }: CompletionWorld, query: string): Suggestion[] {
  const typed = query.toLowerCase();
  // A command that is typed out needs no completion: Enter carries it out.
  return commandNames
    .filter((name) => name.startsWith(typed) && name !== typed)
    .map((name) => ({
      id: name,
      label: `/${name}`,
      detail: t(`command.${name}`),
      insert: `/${name}`,
    }));
}
