import { beforeAll, describe, expect, it } from 'vitest';
import { translations } from '../../element/src/locales/de.js';
import { explainError } from '../src/explain-error.js';
import { defineMessages, loadLocale } from '../src/messages.js';

const german = { locale: 'de', translations: {} };
const english = { locale: 'en-GB', translations: {} };
const own = defineMessages('ownErrors', { room_full: 'This space is full.' });

beforeAll(async () => {
  await loadLocale('de', { de: async () => ({ translations }) });
});

describe('what went wrong', () => {
  it.each([
    [{ status: 401 }, 'Ihre Sitzung ist zu Ende. Melden Sie sich erneut an.'],
    [{ status: 403, code: 'forbidden' }, 'Das dürfen Sie hier nicht.'],
    [{ status: 404, code: 'plugin_disabled' }, 'Das ist hier abgeschaltet.'],
    [{ status: 429 }, 'Das war zu viel auf einmal. Warten Sie einen Moment und versuchen Sie es erneut.'],
    [{ status: 502 }, 'Der Server hat ein Problem. Versuchen Sie es gleich noch einmal.'],
    [new TypeError('Failed to fetch'), 'Der Server ist nicht erreichbar.'],
    [new Error('x is undefined'), 'Das hat nicht geklappt.'],
    [undefined, 'Das hat nicht geklappt.'],
    [
      { status: 422, code: 'unprocessable', details: { detail: 'The room has a topic.' } },
      'Der Server hat die Eingabe nicht angenommen.',
    ],
  ])('is said in the language of the reader: %j', (error, text) => {
    expect(explainError(german, error, own)).toBe(text);
  });

  it('is said by its code where the plugin has a text for it', () => {
    const error = { status: 409, code: 'room_full', details: { detail: 'The room has no place left.' } };
    expect(explainError(english, error, own)).toBe('This space is full.');
    expect(explainError(english, error)).toBe('The room has no place left.');
    // A code of somebody who sends names that every object has.
    expect(explainError(english, { status: 409, code: 'toString' }, own)).toBe(
      'Somebody else changed it first. Look at it again, and try once more.',
    );
  });
});
