import { TeamBrainElement } from '@teambrain/widget';
import { themeStyles } from '@teambrain/widget-kit';
import { describe, expect, it } from 'vitest';
import { attributeSettings } from '../playground/settings/attributes.js';
import { contrast, nearestReadable } from '../playground/settings/contrast.js';
import { judgeColors, mendedColor, sayRatio } from '../playground/settings/pairs.js';
import { fromFragment, toFragment, withChanges } from '../playground/settings/settings.js';
import { colorTokens, sizeSettings, tokenSettings, tokensOf } from '../playground/settings/tokens.js';
import { highlight } from '../playground/snippets/highlight.js';
import { snippet, snippetKinds } from '../playground/snippets/snippets.js';

const origin = 'https://chat.acme.dev';

describe('the playground offers', () => {
  it('every attribute that the element observes', () => {
    const offered = [...attributeSettings.map(({ name }) => name), 'app', 'token-url', 'guest'];
    // `status` is written by the widget; the classes of the kit observe nothing else by themselves.
    const observed = TeamBrainElement.observedAttributes.filter((name) => name !== 'status');
    expect(observed.filter((name) => !offered.includes(name))).toEqual([]);
  });

  it('nothing that the element does not know, by the names that frameworks use', () => {
    const known = [...TeamBrainElement.elementProperties.keys()];
    const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const names = [...attributeSettings.map(({ name }) => name), 'app', 'token-url', 'guest'];
    expect(names.filter((name) => !known.includes(camel(name)))).toEqual([]);
  });

  it('every custom property that the theme names but its inner ones', () => {
    const named = [...themeStyles.cssText.matchAll(/--tb-([\w-]+):/g)].map(([, name]) => name as string);
    const inner = ['shadow', 'shadow-small', 'target'];
    const offered = tokenSettings.map(({ name }) => name);
    expect([...new Set(named)].filter((name) => !inner.includes(name) && !offered.includes(name))).toEqual(
      [],
    );
  });

  it('the sizes that the theme begins with', () => {
    for (const { name, initial, field } of sizeSettings) {
      const said = new RegExp(`--tb-${name}:\\s*(\\d+)(px|ms)`).exec(themeStyles.cssText);
      if (said && field.kind === 'number') expect([initial, field.unit]).toEqual([said[1], said[2]]);
    }
  });
});

describe('the code of the playground', () => {
  it('is one tag where nothing was changed', () => {
    expect(snippet('script', {}, origin)).toBe(
      '<script async src="https://chat.acme.dev/embed.js"\n  data-app="pk_your_app_key"\n' +
        '  data-token-url="/api/teambrain-token"></script>',
    );
  });

  it('names what was changed and nothing else', () => {
    const code = snippet('module', { theme: 'dark', readonly: 'on', radius: '4', app: 'pk_a' }, origin);
    expect(code).toContain('theme="dark"');
    expect(code).toMatch(/\n {2}readonly>/);
    expect(code).toContain('--tb-radius: 4px;');
    expect(code).toContain('app="pk_a"');
    expect(code).not.toContain('position');
  });

  it.each(snippetKinds.map(([kind]) => kind))('of kind %s cannot be broken out of by a text', (kind) => {
    const settings = {
      label: '"><script>alert(1)</script>',
      strings: '{"shell.open":"</script><script>alert(1)</script>"}',
      name: "'});alert(1);//\n",
    };
    const code = snippet(kind, settings, origin);
    if (kind === 'script' || kind === 'module') {
      expect(code).not.toContain('<script>alert');
      expect(code.match(/<\/script>/g)).toHaveLength(code.match(/<script/g)?.length ?? 0);
    }
    if (kind === 'node') expect(code).toContain("name: '\\'});alert(1);// '");
  });

  it('takes the server that was named', () => {
    expect(snippet('script', { server: 'https://talk.example/' }, origin)).toContain(
      'src="https://talk.example/embed.js"',
    );
  });

  it('says both schemes of a colour of which one was changed', () => {
    expect(tokensOf({ 'color-accent.dark': '#ffffff' })).toEqual([
      ['--tb-color-accent', 'light-dark(#4f46e5, #ffffff)'],
    ]);
  });

  it('is coloured without a letter lost', () => {
    const code = snippet('react', { label: 'A "b"', context: '{"a":1}' }, origin);
    const text = highlight(code).map(({ strings, values }) =>
      strings
        .map((part, at) => {
          const value = values[at];
          // The first value is plain text, the second a class, the third the coloured text.
          return part.replace(/<[^>]*>?|^[^<]*>/g, '') + (at === 1 ? '' : (value ?? ''));
        })
        .join(''),
    );
    expect(text.join('')).toBe(code);
  });
});

describe('an address', () => {
  it('reproduces the settings', () => {
    const settings = withChanges(
      {},
      {
        mode: 'inline',
        label: 'Fragen? & mehr',
        'color-accent.dark': '#ff00aa',
        panels: 'ask chat',
        strings: '{"a":"ü#%"}',
      },
    );
    expect(fromFragment(toFragment(settings))).toEqual(settings);
  });

  it.each([
    ['mode=evil', {}],
    ['color-accent=red;}', {}],
    ['font=x;}body{', {}],
    ['radius=9999', {}],
    ['secret=sk_1', {}],
    ['panels=chat%20nothing', {}],
    ['theme=dark&mode=launcher', { theme: 'dark' }],
  ])('that says %s sets %o', (fragment, settings) => {
    expect(fromFragment(`#${fragment}`)).toEqual(settings);
  });
});

describe('contrast', () => {
  it.each([
    ['#ffffff', '#000000', 21],
    ['#4f46e5', '#ffffff', 6.28],
    ['#777777', '#ffffff', 4.47],
  ])('of %s and %s is %f', (one, two, ratio) => {
    expect(Number(sayRatio(contrast(one, two)))).toBe(ratio);
  });

  it('is enough everywhere in the theme as it comes', () => {
    const low = judgeColors({}).filter(({ passes }) => !passes.light || !passes.dark);
    expect(low.map(({ front, back }) => `${front} on ${back}`)).toEqual([]);
  });

  it('is judged in the scheme where the colour was changed', () => {
    const low = judgeColors({ 'color-text-muted.dark': '#555555' }).filter(({ passes }) => !passes.dark);
    expect(low.map(({ back }) => back)).toEqual(['color-bg', 'color-surface', 'color-mention']);
    expect(judgeColors({ 'color-text-muted.dark': '#555555' }).every(({ passes }) => passes.light)).toBe(
      true,
    );
  });

  it('follows the accent with the focus ring until the ring has a colour of its own', () => {
    const ring = (settings: Record<string, string>) =>
      judgeColors(settings).find(({ front }) => front === 'focus-ring')?.passes.light;
    expect(ring({ 'color-accent': '#ffee88' })).toBe(false);
    expect(ring({ 'color-accent': '#ffee88', 'focus-ring': '#222222' })).toBe(true);
  });

  it('is mended by a colour that passes on everything that it meets', () => {
    const settings = { 'color-text-muted': '#bbbbbb' };
    const mended = mendedColor(settings, 'color-text-muted', 'light') as string;
    const still = judgeColors({ 'color-text-muted': mended }).filter(({ passes }) => !passes.light);
    expect(still).toEqual([]);
    expect(
      nearestReadable('#777777', [
        ['#ffffff', 4.5],
        ['#000000', 21],
      ]),
    ).toBeUndefined();
  });

  it('knows the colours that the widget begins with', () => {
    expect(colorTokens.find(({ name }) => name === 'color-accent')).toMatchObject({
      light: '#4f46e5',
      dark: '#a5adff',
    });
  });
});
