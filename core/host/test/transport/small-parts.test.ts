import { describe, expect, it } from 'vitest';
import { addressKey } from '../../src/transport/address.js';
import { etagMatches, weakEtag } from '../../src/transport/etag.js';
import { canonicalOrigin } from '../../src/transport/origin.js';
import { createRouteIndex } from '../../src/transport/route-index.js';
import { closed } from '../../src/transport/validator.js';

describe('what an address is counted under', () => {
  it.each([
    ['192.0.2.7', 'ip:192.0.2.7'],
    ['::ffff:192.0.2.7', 'ip:192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::1', 'ip:2001:db8:1:2::/64'],
    ['2001:db8::1', 'ip:2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'ip:fe80:0:0:0::/64'],
    ['::1', 'ip:0:0:0:0::/64'],
  ])('%s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('ETags', () => {
  it('match weakly, in lists and by the star', () => {
    const etag = weakEtag('hello');
    expect(etagMatches(etag, etag)).toBe(true);
    expect(etagMatches(etag.slice(2), etag)).toBe(true);
    expect(etagMatches(`"a", ${etag}`, etag)).toBe(true);
    expect(etagMatches('*', etag)).toBe(true);
    expect(etagMatches(weakEtag('other'), etag)).toBe(false);
  });
});

describe('origins in the configuration', () => {
  it('are written as browsers write them', () => {
    expect(canonicalOrigin('https://App.Example:443')).toBe('https://app.example');
    for (const wrong of [
      'app.example',
      'https://app.example/path',
      'https://user@app.example',
      'file:///x',
      'https://a.b?c',
    ])
      expect(() => canonicalOrigin(wrong)).toThrow('is not an origin');
  });
});

describe('the methods of a path', () => {
  it('are found through params, parts of segments and wildcards', () => {
    const index = createRouteIndex();
    index.add(['GET'], '/rooms/:roomId');
    index.add(['POST'], '/rooms/:roomId');
    index.add(['GET'], '/feeds/:secret.ics');
    index.add(['GET'], '/files/*');
    expect(index.methodsOf('/rooms/7')).toEqual(['GET', 'POST']);
    expect(index.methodsOf('/rooms/7/members')).toEqual([]);
    expect(index.methodsOf('/feeds/abc.ics')).toEqual(['GET']);
    expect(index.methodsOf('/files/a/b')).toEqual(['GET']);
  });
});

describe('closing a schema', () => {
  it('refuses unknown keys everywhere but in the parts of an intersection and where it says otherwise', () => {
    const object = { type: 'object', properties: { a: { type: 'object', properties: {} } } };
    expect(closed(object)).toEqual({
      type: 'object',
      properties: { a: { type: 'object', properties: {}, additionalProperties: false } },
      additionalProperties: false,
    });
    const open = { type: 'object', properties: {}, additionalProperties: true };
    expect(closed(open)).toEqual(open);
    const both = {
      allOf: [
        { type: 'object', properties: {} },
        { type: 'object', properties: {} },
      ],
    };
    expect(closed(both)).toEqual(both);
  });
});
