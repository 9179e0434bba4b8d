import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../panel/composer/commands.js';
import { applyCompletion, findTrigger, rankByName } from '../../panel/composer/completion.js';
import { createDrafts } from '../../panel/composer/drafts.js';
import { safeLink } from '../../panel/tokens/safe-link.js';

describe('a completion', () => {
  it('starts at a sign at the start of a word', () => {
    expect(findTrigger('hi @li', 6)).toEqual({ kind: 'person', query: 'li', start: 3, end: 6 });
    expect(findTrigger('(#des', 5)).toMatchObject({ kind: 'room', query: 'des' });
    expect(findTrigger(':tad', 4)).toMatchObject({ kind: 'emoji', query: 'tad' });
    expect(findTrigger('/se', 3)).toMatchObject({ kind: 'command', query: 'se', start: 0 });
    expect(findTrigger('@Ünï', 4)).toMatchObject({ kind: 'person', query: 'Ünï' });
  });

  it.each(['me@example', 'at 10:30', 'see :)', ':t', 'a / b', 'x/search', '#', 'C# '])(
    'leaves %j alone',
    (text) => {
      expect(
        findTrigger(text, text.length)?.kind === 'room' && text === '#'
          ? undefined
          : findTrigger(text, text.length),
      ).toBe(undefined);
    },
  );

  it('replaces what was typed and sets the caret behind it', () => {
    const trigger = findTrigger('hi @li there', 6);
    expect(trigger && applyCompletion('hi @li there', trigger, '@lilly')).toEqual({
      text: 'hi @lilly there',
      caret: 10,
    });
  });

  it('ranks starts of names before starts of words before the middle, without regard to accents', () => {
    const names = ['Marlene Ans', 'Ana Silva', 'Joe Anderson', 'Ándrea'];
    expect(rankByName(names, 'an', (name) => [name], 3)).toEqual(['Ana Silva', 'Ándrea', 'Marlene Ans']);
  });
});

describe('a command', () => {
  it('is a known word after a slash, with its argument', () => {
    expect(parseCommand('/search token sheet')).toEqual({ name: 'search', argument: 'token sheet' });
    expect(parseCommand('/pins')).toEqual({ name: 'pins', argument: '' });
  });

  it.each(['/etc/hosts', '/unknown', ' /search', '/ search', 'no /search'])('is not %j', (text) => {
    expect(parseCommand(text)).toBeUndefined();
  });
});

describe('drafts', () => {
  const storage = (): Storage => {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
      key: (index) => [...kept.keys()][index] ?? null,
      clear: () => kept.clear(),
      get length() {
        return kept.size;
      },
    };
  };

  it('come back after a reload, each in its room', () => {
    const tab = storage();
    createDrafts(() => tab).write('me:r1', 'half a thought');
    expect(createDrafts(() => tab).read('me:r1')).toBe('half a thought');
    expect(createDrafts(() => tab).read('me:r2')).toBe('');
  });

  it('leave nothing behind when they are cleared', () => {
    const tab = storage();
    tab.setItem('other', 'stays');
    const drafts = createDrafts(() => tab);
    drafts.write('me:r1', 'secret');
    drafts.clear();
    expect(drafts.read('me:r1')).toBe('');
    expect(tab.length).toBe(1);
  });

  it('live in memory where storage is blocked', () => {
    const drafts = createDrafts(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    drafts.write('me:r1', 'kept');
    expect(drafts.read('me:r1')).toBe('kept');
    expect(drafts.read('me:r2')).toBe('');
    expect(() => drafts.clear()).not.toThrow();
  });
});

describe('a link', () => {
  it.each(['https://example.com/', 'http://example.com/a?b#c', 'mailto:a@example.com'])(
    'may lead to %s',
    (href) => {
      expect(safeLink(href)?.href).toBe(href);
    },
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    '/relative',
    '//host/path',
    'about:blank',
    '',
    undefined,
  ])('may not lead to %j', (href) => {
    expect(safeLink(href)).toBeUndefined();
  });
});
