import { describe, expect, it } from 'vitest';
import { contrast, readableOn } from '../playground/contrast.js';
import { defaults } from '../playground/settings.js';
import { snippet } from '../playground/snippets.js';

const origin = 'https://chat.acme.dev';

describe('the code of the playground', () => {
  it('is one tag where nothing was changed', () => {
    expect(snippet('script', defaults, origin)).toBe(
      '<script async src="https://chat.acme.dev/embed.js"\n  data-token-url="/api/teambrain-token"></script>',
    );
  });

  it('names what was changed and nothing else', () => {
    const code = snippet('module', { ...defaults, theme: 'dark', readonly: true, radius: 4 }, origin);
    expect(code).toContain('theme="dark"');
    expect(code).toMatch(/\n {2}readonly>/);
    expect(code).toContain('--tb-radius: 4px;');
    expect(code).not.toContain('position');
  });

  it('cannot be broken out of by a text', () => {
    expect(snippet('module', { ...defaults, label: '"><script>' }, origin)).toContain(
      'label="&quot;>&lt;script>"',
    );
  });
});

describe('contrast', () => {
  it.each([
    ['#ffffff', '#000000', 21],
    ['#4f46e5', '#ffffff', 6.3],
    ['#d9480f', '#ffffff', 4.3],
  ])('of %s and %s is %f', (one, two, ratio) => {
    expect(contrast(one, two)).toBeCloseTo(ratio, 1);
  });

  it('chooses the text colour that reads better', () => {
    expect(readableOn('#ffd43b')).toBe('#12131f');
    expect(readableOn('#1864ab')).toBe('#ffffff');
  });
});
