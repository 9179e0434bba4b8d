import type { CreateEmbedApp, EmbedApp, UpdateEmbedApp } from '@teambrain/plugin-embed/shared';
import { fromFragment } from '../../../playground/settings/settings.js';
import { tokensOf } from '../../../playground/settings/tokens.js';

/** Who may use an app, as one choice: identity and guests in one. */
export type Audience = 'signed' | 'guestsRead' | 'guestsWrite';

/** An app as its form holds it. */
export interface Draft {
  name: string;
  /** One in each line. */
  origins: string;
  audience: Audience;
  conversation: EmbedApp['conversation'];
  staff: readonly string[];
  /** Null: all that there are, as for plugins and panels. */
  rooms: readonly string[] | null;
  plugins: readonly string[] | null;
  panels: readonly string[] | null;
  scheme: NonNullable<EmbedApp['theme']['scheme']>;
  /** `name: value` in each line. */
  properties: string;
  limits: EmbedApp['limits'];
  aiBudget: EmbedApp['aiBudget'];
  singleUse: boolean;
}

export const emptyDraft: Draft = {
  name: '',
  origins: '',
  audience: 'signed',
  conversation: 'shared',
  staff: [],
  rooms: null,
  plugins: null,
  panels: null,
  scheme: 'auto',
  properties: '',
  limits: { requestsPerMinute: 300, messagesPerMinute: 30, guestsPerHour: 20, sockets: 10 },
  aiBudget: { perVisitor: 20, perApp: 1000 },
  singleUse: false,
};

export function audienceOf({ identity, guests }: Pick<EmbedApp, 'identity' | 'guests'>): Audience {
  if (identity === 'required' || guests === 'off') return 'signed';
  return guests === 'write' ? 'guestsWrite' : 'guestsRead';
}

export function draftOf(app: EmbedApp): Draft {
  return {
    name: app.name,
    origins: app.origins.join('\n'),
    audience: audienceOf(app),
    conversation: app.conversation,
    staff: app.staff,
    rooms: app.rooms ?? null,
    plugins: app.plugins ?? null,
    panels: app.panels ?? null,
    scheme: app.theme.scheme ?? 'auto',
    properties: propertyLines(app.theme.properties ?? {}),
    limits: app.limits,
    aiBudget: app.aiBudget,
    singleUse: app.singleUse,
  };
}

const identities = {
  signed: { identity: 'required', guests: 'off' },
  guestsRead: { identity: 'optional', guests: 'read' },
  guestsWrite: { identity: 'optional', guests: 'write' },
} as const;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the server is sent to change an app into the draft. */
export function changesOf(draft: Draft): UpdateEmbedApp & Pick<CreateEmbedApp, 'name' | 'origins'> {
  return {
    name: draft.name.trim(),
    origins: linesOf(draft.origins),
    ...identities[draft.audience],
    conversation: draft.conversation,
    staff: [...draft.staff],
    rooms: draft.rooms && [...draft.rooms],
    plugins: draft.plugins && [...draft.plugins],
    panels: draft.panels && [...draft.panels],
    theme: { scheme: draft.scheme, properties: propertiesOf(draft.properties) },
    limits: draft.limits,
    aiBudget: draft.aiBudget,
    singleUse: draft.singleUse,
  };
}

/** The same for a new app, which has no lists to take back. */
export function creationOf(draft: Draft): CreateEmbedApp {
  const { rooms, plugins, panels, ...rest } = changesOf(draft);
  const { enabled: _enabled, baseVersion: _version, ...creation } = rest;
  return {
    ...creation,
    ...(rooms && { rooms }),
    ...(plugins && { plugins }),
    ...(panels && { panels }),
  };
}

/** `--tb-radius: 8px;` and `radius: 8px` alike: both get pasted. */
export function propertiesOf(text: string): Record<string, string> {
  const pairs = linesOf(text).flatMap((line) => {
    const [, name, value] = /^(?:--tb-)?([a-z][a-z0-9-]*)\s*:\s*(.+?);?$/.exec(line) ?? [];
    return name && value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}

export function propertyLines(properties: Record<string, string>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** Properties out of a link of the playground; undefined where the text is no such link, or changes no theme. */
export function propertiesOfLink(link: string): string | undefined {
  const at = link.indexOf('#');
  const tokens = at < 0 ? [] : tokensOf(fromFragment(link.slice(at)));
  if (tokens.length === 0) return undefined;
  return tokens.map(([name, value]) => `${name.replace('--tb-', '')}: ${value}`).join('\n');
}

/** Names of the parts in which two drafts differ. */
export function differences(one: Draft, two: Draft): (keyof Draft)[] {
  const names = Object.keys(emptyDraft) as (keyof Draft)[];
  return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(two[name]));
}
