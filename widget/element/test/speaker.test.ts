import { beforeEach, describe, expect, it } from 'vitest';
import { leaseClient } from '../src/connection/create-client.js';
import { speakerOf } from '../src/connection/speaker.js';
import { type GetToken, givenBy } from '../src/connection/token-source.js';

const context = { signal: new AbortController().signal };
const jwt = (sub: string, nonce = ''): string =>
  `e30.${btoa(JSON.stringify({ sub, nonce })).replace(/=/g, '').replace(/\+/g, '-').replace(/\//g, '_')}.x`;

let person = 'ada';
let asked = 0;
/** Of the page: a new token each time. */
let getToken: GetToken;

/** As `setUser` does. */
function setUser(widget: object, given: GetToken = getToken): Promise<GetToken> {
  const own: GetToken = (context) => given(context);
  givenBy.set(own, given);
  return speakerOf(own, widget);
}

beforeEach(() => {
  person = 'ada';
  asked = 0;
  getToken = async () => jwt(person, `${++asked} ÿ`);
});

describe('widgets that are given the same function', () => {
  it('share one client, whether they are told together or one after the other', async () => {
    const [one, two] = await Promise.all([setUser({}), setUser({})]);
    const three = await setUser({});
    expect(two).toBe(one);
    expect(three).toBe(one);
    const source = { server: 'http://127.0.0.1:9', app: '', getToken: one, source: one };
    const first = leaseClient(source);
    const second = leaseClient({ ...source, getToken: two, source: two });
    expect(second.client).toBe(first.client);
    await first.release();
    await second.release();
  });

  it('share none where it speaks for somebody else by then', async () => {
    const one = await setUser({});
    person = 'ben';
    const two = await setUser({});
    expect(two).not.toBe(one);
    expect(await setUser({})).toBe(two);
  });

  it('get a new session when they are told again, and share that one, too', async () => {
    const [a, b] = [{}, {}];
    const before = [await setUser(a), await setUser(b)];
    const after = [await setUser(a), await setUser(b)];
    expect(before[1]).toBe(before[0]);
    expect(after[1]).toBe(after[0]);
    expect(after[0]).not.toBe(before[0]);
  });

  it('ask for no token in vain', async () => {
    const one = await setUser({});
    expect(asked).toBe(1);
    expect(await one(context)).toBe(jwt('ada', '1 ÿ'));
    expect(asked).toBe(1);
    expect(await one(context)).toBe(jwt('ada', '2 ÿ'));
  });
});

it('one that connects anew keeps the client it had', async () => {
  const widget = {};
  const own: GetToken = (context) => getToken(context);
  givenBy.set(own, getToken);
  const one = await speakerOf(own, widget);
  expect(await speakerOf(own, widget)).toBe(one);
});

it('tokens that say nothing of their person are told apart as they are', async () => {
  let token = 'opaque-1';
  const given: GetToken = () => token;
  const one = await setUser({}, given);
  expect(await setUser({}, given)).toBe(one);
  token = 'opaque-2';
  expect(await setUser({}, given)).not.toBe(one);
});

it('a function that gives no token, and one that fails, are left to the client', async () => {
  const own: GetToken = () => '';
  givenBy.set(own, own);
  expect(await speakerOf(own, {})).toBe(own);
  await expect(setUser({}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
