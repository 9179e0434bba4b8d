import type { AnyPart, Client, ClientOptions } from './contract.js';

/** Makes a client of these parts. Nothing is sent before it is used. */
export function createClient<const Parts extends readonly AnyPart[]>(
  _options: ClientOptions<Parts> & { parts: Parts },
): Client<Parts> {
  throw new Error('under construction');
}
