import { expect, it } from 'vitest';
import { cleanEmoji } from '../server/reactions/emoji.js';

it('takes every kind of emoji as one', () => {
  for (const emoji of ['👍', '👍🏽', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏻‍❤️‍💋‍👨🏼'])
    expect(cleanEmoji(emoji), emoji).toBe(emoji);
});

it('gives one spelling to those that have two', () => {
  expect(cleanEmoji('❤')).toBe('❤️');
  expect(cleanEmoji('❤️')).toBe('❤️');
});

it('refuses everything else', () => {
  for (const text of [
    '',
    'a',
    'ok',
    '👍👍',
    '👍a',
    '1',
    '#',
    '<b>',
    ' 👍',
    '👍\u200d<script>',
    'a\u200d👍',
    '\u200d',
    '👍'.repeat(40),
  ])
    expect(cleanEmoji(text), JSON.stringify(text)).toBeNull();
});
