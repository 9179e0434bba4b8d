import type { Codec } from './contract.js';

export const json: Codec = {
  name: 'json',
  contentType: 'application/json',
  encode: (value) => JSON.stringify(value),
  decode: (data) => JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)),
};
