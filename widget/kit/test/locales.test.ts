import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Message, MessageMap } from '../src/messages.js';
import { literalOf, sourcesOf, spokenFolders, walk } from './sources.js';

type Catalogs = Record<string, MessageMap>;

const languages = ['ar', 'de', 'es', 'fr', 'ja', 'pt', 'zh'];

/** Words that a language has in common with English. */
const shared: Record<string, string[]> = {
  de: [
    'Admin',
    'Bot',
    'Chat',
    'Emoji',
    'Name',
    'Offline',
    'Online',
    'Plugins',
    'Thread',
    'Threads',
    '{count} online',
  ],
  es: ['Bot', 'Chat', 'Emoji'],
  fr: [
    'E-mail',
    'Suggestions',
    '{count} mention',
    '{count} mentions',
    '{count} suggestion',
    '{count} suggestions',
  ],
  pt: ['Chat', 'E-mail', 'Emoji'],
};

const sources = spokenFolders.flatMap(sourcesOf);

function add(to: Catalogs, name: string, messages: MessageMap): void {
  to[name] = { ...to[name], ...messages };
}

function englishCatalogs(): Catalogs {
  const catalogs: Catalogs = {};
  for (const { file } of sources) {
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineMessages') return;
      const [name, messages] = node.arguments;
      if (name && messages) add(catalogs, literalOf(name) as string, literalOf(messages) as MessageMap);
    });
  }
  return catalogs;
}

function translatedCatalogs(language: string): Catalogs {
  const catalogs: Catalogs = {};
  for (const { path, file } of sources.filter(({ path }) => path.endsWith(`/locales/${language}.ts`))) {
    walk(file, (node) => {
      if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'translations') return;
      for (const [name, messages] of Object.entries(
        literalOf(node.initializer as ts.Expression) as Catalogs,
      )) {
        if (catalogs[name]) throw new Error(`${path} translates ${name} once more`);
        add(catalogs, name, messages);
      }
    });
  }
  return catalogs;
}

const forms = (message: Message | undefined): string[] =>
  typeof message === 'string' ? [message] : Object.values(message ?? {});
const holes = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string).sort();
const holesOf = (message: Message | undefined): string[] =>
  [...new Set(forms(message).flatMap(holes))].sort();
const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));
const english = englishCatalogs();

const keysOf = (catalogs: Catalogs): string[] =>
  Object.entries(catalogs)
    .flatMap(([name, messages]) => Object.keys(messages).map((key) => `${name}.${key}`))
    .sort();

const at = (catalogs: Catalogs, path: string): Message | undefined => {
  const dot = path.indexOf('.');
  return catalogs[path.slice(0, dot)]?.[path.slice(dot + 1)];
};

it('finds the texts', () => {
  expect(english.chat?.send).toBe('Send');
  // In two modules, because one of them loads later.
  expect(english.shell).toMatchObject({ open: 'Open chat', dismiss: 'Dismiss' });
  expect(english.web?.login).toBe('Sign in');
});

describe.each(languages)('in %s', (language) => {
  const translated = translatedCatalogs(language);

  it('every text is there, and no other', () => {
    expect(keysOf(translated)).toEqual(keysOf(english));
  });

  it('every text has the holes of the English one', () => {
    const wrong = keysOf(english).filter((path) => {
      const expected = holesOf(at(english, path));
      return forms(at(translated, path)).some(
        (text) =>
          // A form for one or two may say the number in words.
          holes(text).some((hole) => !expected.includes(hole)) ||
          expected.some((hole) => hole !== 'count' && !holes(text).includes(hole)),
      );
    });
    expect(wrong).toEqual([]);
    const uncounted = keysOf(english).filter(
      (path) =>
        holesOf(at(english, path)).includes('count') && !holesOf(at(translated, path)).includes('count'),
    );
    expect(uncounted).toEqual([]);
  });

  it('counts follow its plural rules', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const rules = new Intl.PluralRules(language);
    // What whole numbers up to 200 ask for: the forms for a million, or for exactly none, may be those for others.
    const needed = new Set(Array.from({ length: 200 }, (_, index) => rules.select(index + 1)));
    const wrong = keysOf(english).filter((path) => {
      const message = at(translated, path);
      if (typeof message !== 'object') return false;
      const given = Object.keys(message);
      const known: string[] = ['zero', 'one', ...pluralCategories];
      return [...needed].some((form) => !given.includes(form)) || given.some((form) => !known.includes(form));
    });
    expect(wrong).toEqual([]);
  });

  it('nothing was left in English', () => {
    const same = keysOf(english).flatMap((path) => {
      const original = new Set(forms(at(english, path)));
      return forms(at(translated, path)).filter((text) => original.has(text) && hasWords(text));
    });
    expect([...new Set(same)].sort()).toEqual(shared[language] ?? []);
  });
});
