import type { EmbedApp } from '@teambrain/plugin-embed/shared';
import { describe, expect, it } from 'vitest';
import {
  changesOf,
  creationOf,
  differences,
  draftOf,
  emptyDraft,
  propertiesOf,
  propertiesOfLink,
} from '../src/settings/embed/draft.js';
import { playgroundLink } from '../src/settings/embed/playground-link.js';

const app: EmbedApp = {
  id: 'a',
  workspaceId: 'w',
  name: 'Shop',
  key: 'pk_shop',
  origins: ['https://one.example', 'https://two.example'],
  identity: 'optional',
  guests: 'read',
  conversation: 'shared',
  staff: [],
  rooms: ['r1'],
  theme: { scheme: 'dark', properties: { radius: '4px', 'color-accent': 'light-dark(#0f766e, #5eead4)' } },
  limits: emptyDraft.limits,
  aiBudget: emptyDraft.aiBudget,
  singleUse: false,
  enabled: true,
  secrets: [],
  refusals: {},
  version: 3,
  createdAt: '2026-01-01T00:00:00Z',
};

describe('the form of an app', () => {
  it('gives an app back as it was', () => {
    expect(changesOf(draftOf(app))).toEqual({
      name: 'Shop',
      origins: app.origins,
      identity: 'optional',
      guests: 'read',
      conversation: 'shared',
      staff: [],
      rooms: ['r1'],
      plugins: null,
      panels: null,
      theme: app.theme,
      limits: app.limits,
      aiBudget: app.aiBudget,
      singleUse: false,
    });
  });

  it('leaves out of a new app what has a default', () => {
    const creation = creationOf({ ...emptyDraft, name: ' Shop ', origins: ' https://a.example \n\n' });
    expect(creation).toMatchObject({ name: 'Shop', origins: ['https://a.example'], identity: 'required' });
    for (const name of ['rooms', 'plugins', 'panels']) expect(creation).not.toHaveProperty(name);
  });

  it('names the parts in which two people differ', () => {
    const mine = draftOf(app);
    expect(differences(mine, { ...mine, name: 'Other', rooms: null })).toEqual(['name', 'rooms']);
  });
});

describe('a theme', () => {
  it('is read from lines, from a style sheet and from a link of the playground', () => {
    expect(propertiesOf('radius: 8px\n--tb-color-accent: #0a7;\nnonsense\n: x')).toEqual({
      radius: '8px',
      'color-accent': '#0a7',
    });
    expect(propertiesOfLink('https://chat.example/playground#radius=8&mode=inline')).toBe('radius: 8px');
    expect(propertiesOfLink('https://chat.example/playground#mode=inline')).toBeUndefined();
    expect(propertiesOfLink('anything')).toBeUndefined();
  });

  it('goes to the playground with the app', () => {
    const { hash } = new URL(playgroundLink(app), 'https://chat.example');
    expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
      app: 'pk_shop',
      as: 'guest',
      theme: 'dark',
      radius: '4',
      'color-accent': '#0f766e',
      'color-accent.dark': '#5eead4',
    });
  });
});
