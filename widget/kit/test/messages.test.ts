import { describe, expect, it } from 'vitest';
import { defineMessages, loadLocale, registerLocales, translate } from '../src/messages.js';

const catalog = defineMessages('chat', {
  hello: 'Hello {name}',
  replies: { zero: 'No replies', one: '{count} reply', other: '{count} replies' },
});
const english = { locale: 'en', translations: {} };

describe('a text', () => {
  it('fills its holes, and leaves those that nobody filled', () => {
    expect(translate(english, catalog, 'hello', { name: 'Ana' })).toBe('Hello Ana');
    expect(translate(english, catalog, 'hello')).toBe('Hello {name}');
  });

  it.each([
    [0, 'No replies'],
    [1, '1 reply'],
    [1200, '1,200 replies'],
  ])('has the form for %i', (count, text) => {
    expect(translate(english, catalog, 'replies', { count })).toBe(text);
  });

  it('follows the plural rules of its translation', () => {
    const polish = {
      locale: 'pl',
      translations: {
        'chat.replies': { one: '{count} odpowiedź', few: '{count} odpowiedzi', other: '{count} odpowiedzi.' },
      },
    };
    expect(translate(polish, catalog, 'replies', { count: 3 })).toBe('3 odpowiedzi');
    expect(translate(polish, catalog, 'replies', { count: 5 })).toBe('5 odpowiedzi.');
  });

  it('stays English with English plurals where the language has no translation', () => {
    expect(translate({ locale: 'ar', translations: {} }, catalog, 'replies', { count: 1 })).toMatch(
      / reply$/,
    );
  });

  it('does not take values for patterns', () => {
    expect(translate(english, catalog, 'hello', { name: '{name}' })).toBe('Hello {name}');
  });
});

describe('a language', () => {
  const say = (locale: string): string =>
    translate({ locale, translations: {} }, catalog, 'hello', { name: 'Ana' });

  it('is found by its region or its base, and is English where it is unknown', async () => {
    registerLocales({ pt: async () => ({ translations: { chat: { hello: 'Olá {name}' } } }) });
    await Promise.all(['pt-BR', 'xx'].map((locale) => loadLocale(locale)));
    expect(say('pt-BR')).toBe('Olá Ana');
    expect(say('xx')).toBe('Hello Ana');
  });

  it('takes the texts of a part that brings its own, and keeps those it has', async () => {
    registerLocales({ it: async () => ({ translations: { chat: { hello: 'Ciao {name}' } } }) });
    await loadLocale('it');
    await loadLocale('it', { it: async () => ({ translations: { notes: { title: 'Note' } } }) });
    expect(say('it')).toBe('Ciao Ana');
    const notes = defineMessages('notes', { title: 'Notes' });
    expect(translate({ locale: 'it', translations: {} }, notes, 'title')).toBe('Note');
  });

  it('gives way to what the host page says', () => {
    const texts = { locale: 'it', translations: { 'chat.hello': 'Salve {name}' } };
    expect(translate(texts, catalog, 'hello', { name: 'Ana' })).toBe('Salve Ana');
  });
});
