import { defineMessages } from '@teambrain/widget-kit';
import { chatMoreLocales } from '../chat-more-locales.js';

export const emojiGridMessages = defineMessages(
  'emoji',
  {
    search: 'Search emoji',
    quick: 'Used most',
    results: 'Results',
    nothing: 'No emoji has that name.',
    smileys: 'Smileys',
    people: 'People',
    nature: 'Nature',
    food: 'Food and drink',
    activities: 'Activities',
    travel: 'Travel',
    objects: 'Objects',
    symbols: 'Symbols',
  },
  chatMoreLocales,
);
