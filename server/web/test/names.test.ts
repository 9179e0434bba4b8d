import { describe, expect, it } from 'vitest';
import { describeDevice } from '../src/screens/describe-device.js';
import { suggestUsername } from '../src/screens/suggest-username.js';

describe('a username is suggested from a name', () => {
  it.each([
    ['Ana Lucía Silva', 'ana.lucia.silva'],
    ['  Björn  ', 'bjorn'],
    ["O'Neil-Smith", 'o.neil.smith'],
    ['陈丽', ''],
    ['x'.repeat(50), 'x'.repeat(32)],
  ])('%s', (name, username) => {
    expect(suggestUsername(name)).toBe(username);
  });
});

describe('a device is called', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', 'Chrome, Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari, iOS'],
    ['curl/8', ''],
    [undefined, ''],
  ])('%s', (userAgent, device) => {
    expect(describeDevice(userAgent)).toBe(device);
  });
});
