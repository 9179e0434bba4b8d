import { describe, expect, it } from 'vitest';
import { readRoute, settingsPath, talkPath } from '../src/router.js';

const route = (pathname: string, hash = '') => readRoute({ pathname, hash });

describe('an address', () => {
  it.each([
    ['/', '', { name: 'home' }],
    ['/login', '', { name: 'login' }],
    ['/setup', '#k=7Qd-x', { name: 'setup', key: '7Qd-x' }],
    ['/invite', '#t=abc%2Fd', { name: 'invite', token: 'abc/d' }],
    ['/invite', '#abc', { name: 'invite', token: 'abc' }],
    ['/invite/abc', '', { name: 'invite', token: 'abc' }],
    ['/w/acme', '', { name: 'talk', workspace: 'acme', room: undefined }],
    ['/w/acme/design%20two', '', { name: 'talk', workspace: 'acme', room: 'design two' }],
    ['/settings/acme', '', { name: 'settings', workspace: 'acme', section: 'people', item: undefined }],
    ['/settings/acme/embed/new', '', { name: 'settings', workspace: 'acme', section: 'embed', item: 'new' }],
    ['/settings/acme/else', '', { name: 'missing' }],
    ['/settings', '', { name: 'home' }],
    ['/admin', '', { name: 'admin' }],
    ['/nowhere', '', { name: 'missing' }],
    ['/w/%E0%A4%A', '', { name: 'missing' }],
  ])('%s%s leads to the right screen', (pathname, hash, expected) => {
    expect(route(pathname, hash)).toEqual(expected);
  });

  it('is made so that it can be read again', () => {
    expect(route(settingsPath('a/b', 'embed', 'c#d'))).toEqual({
      name: 'settings',
      workspace: 'a/b',
      section: 'embed',
      item: 'c#d',
    });
    expect(route(talkPath('a/b', 'c#d'))).toEqual({ name: 'talk', workspace: 'a/b', room: 'c#d' });
  });
});
