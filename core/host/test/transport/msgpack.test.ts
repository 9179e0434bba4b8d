import { Packr, pack } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { decodeMsgpack, encodeMsgpack } from '../../src/transport/msgpack.js';

const value = {
  text: 'häuser 🏠',
  whole: 42,
  negative: -7,
  large: Number.MAX_SAFE_INTEGER,
  fraction: 1.5,
  nothing: null,
  yes: true,
  list: [1, 'two', [3], { four: 4 }],
  long: 'x'.repeat(70_000),
  wide: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key${index}`, index])),
  numbers: Array.from({ length: 300 }, (_, index) => index - 150),
};

describe('MessagePack of the JSON value set', () => {
  it('gives back what it was given', () => {
    expect(decodeMsgpack(encodeMsgpack(value))).toEqual(value);
  });

  it('refuses a message that is cut at any byte', () => {
    const bytes = encodeMsgpack({
      text: 'häuser',
      list: [1, 70_000, -40_000, 1.5, null, true],
      map: { a: { b: 'c'.repeat(40) } },
    });
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeMsgpack(bytes.subarray(0, length)), `cut at ${length}`).toThrow();
  });

  it.each([
    ['an array of 2^32 - 1', [0xdd, 0xff, 0xff, 0xff, 0xff]],
    ['a map of 2^32 - 1', [0xdf, 0xff, 0xff, 0xff, 0xff]],
    ['a text of 2^32 - 1 bytes', [0xdb, 0xff, 0xff, 0xff, 0xff]],
    ['an array of 6,000 absent values', [0xdc, 0x17, 0x70]],
    ['a key that is a number', [0x81, 0x01, 0x01]],
    ['a key that is a map', [0x81, 0x80, 0x01]],
    ['the same key twice', [0x82, 0xa1, 0x61, 0x01, 0xa1, 0x61, 0x02]],
    ['the unused byte', [0xc1]],
    ['binary', [0xc4, 0x01, 0x00]],
    ['a 64-bit integer above 2^53', [0xcf, 0x00, 0x20, 0, 0, 0, 0, 0, 0]],
    ['a 64-bit integer below -2^53', [0xd3, 0xff, 0xdf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['NaN', [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]],
    ['infinity', [0xca, 0x7f, 0x80, 0, 0]],
    ['two values', [0x01, 0x02]],
    ['nothing', []],
  ])('refuses %s at once', (_name, bytes) => {
    const before = process.memoryUsage.rss();
    const from = performance.now();
    expect(() => decodeMsgpack(Uint8Array.from(bytes))).toThrow();
    expect(performance.now() - from).toBeLessThan(50);
    expect(process.memoryUsage.rss() - before).toBeLessThan(20 * 1024 * 1024);
  });

  it.each([
    ['a date', new Date()],
    ['a set', new Set([1])],
    ['a regular expression', /x/],
    ['an error', new Error('x')],
    ['a big integer', 2n ** 60n],
    ['undefined', undefined],
    ['bytes', Buffer.from('x')],
    ['a typed array', new Float32Array(2)],
  ])('refuses %s, alone and inside', (_name, odd) => {
    const packr = new Packr({ useRecords: false, moreTypes: true, structuredClone: true });
    expect(() => decodeMsgpack(packr.pack(odd))).toThrow();
    expect(() => decodeMsgpack(packr.pack({ list: [odd] }))).toThrow();
  });

  it('refuses records, which are an extension too', () => {
    expect(() => decodeMsgpack(new Packr({ useRecords: true }).pack({ a: 1 }))).toThrow();
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s', (key) => {
    const bytes = Buffer.concat([Buffer.from([0x81]), pack(key), pack({ polluted: true })]);
    expect(() => decodeMsgpack(bytes)).toThrow();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('bounds depth and number of values', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 16; level++) deep = [deep];
    expect(decodeMsgpack(encodeMsgpack(deep))).toEqual(deep);
    expect(() => decodeMsgpack(encodeMsgpack([deep]))).toThrow();
    expect(() => decodeMsgpack(encodeMsgpack(Array.from({ length: 5001 }, () => 0)))).toThrow();
  });

  it('never answers random bytes with anything but a value or a refusal', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from({ length: 1 + Math.floor(random() * 24) }, () =>
        Math.floor(random() * 256),
      );
      try {
        JSON.stringify(decodeMsgpack(bytes));
      } catch (error) {
        expect((error as { code?: string }).code, Buffer.from(bytes).toString('hex')).toBe('bad_request');
      }
    }
  });
});
