import { formatNumber } from './format.js';

/** A text with `{name}` holes, or one per plural form, chosen by `count` (`zero` is used for exactly 0 where given). */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type MessageMap = Readonly<Record<string, Message>>;
export type MessageValues = Readonly<Record<string, string | number>>;

/** The texts of one part of the interface: built-in English, and the name under which translations are looked up. */
export interface Catalog<M extends MessageMap = MessageMap> {
  readonly name: string;
  readonly messages: M;
  /** Where its translations are, for a part that is loaded on its own; else they come with the widget's. */
  readonly locales?: LocaleLoaders | undefined;
}

/** What a text is made from: the language, and what the host page says instead, by `<catalog>.<key>`. */
export interface Texts {
  readonly locale: string;
  readonly translations: MessageMap;
}

/** Declares a catalog. Every string that a person sees or hears stands in one. */
export function defineMessages<const M extends MessageMap>(
  name: string,
  messages: M,
  locales?: LocaleLoaders,
): Catalog<M> {
  return { name, messages, locales };
}

const pluralRules = new Map<string, Intl.PluralRules>();

function pluralOf(locale: string, count: number): Intl.LDMLPluralRule {
  let rules = pluralRules.get(locale);
  if (!rules) {
    rules = new Intl.PluralRules(locale);
    pluralRules.set(locale, rules);
  }
  return rules.select(count);
}

/** The text for `key` in the widget's language; numbers among the values are written as the language writes them. */
export function translate<M extends MessageMap>(
  texts: Texts,
  catalog: Catalog<M>,
  key: keyof M & string,
  values: MessageValues = {},
): string {
  const translated =
    texts.translations[`${catalog.name}.${key}`] ?? loaded[texts.locale]?.[catalog.name]?.[key];
  const message = translated ?? catalog.messages[key];
  if (message === undefined) return key;
  // Built-in English keeps English plural rules even where the rest of the interface is in another language.
  const locale = translated === undefined ? 'en' : texts.locale;
  const count = Number(values.count ?? 0);
  const pattern =
    typeof message === 'string'
      ? message
      : ((count === 0 ? message.zero : undefined) ?? message[pluralOf(locale, count)] ?? message.other);
  return pattern.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? formatNumber(value, texts.locale) : value;
  });
}

/** The texts of a language by catalog and key. */
export type Translations = Readonly<Record<string, MessageMap>>;
/** Languages by their tags in lower case, each a chunk of its own: `{ de: () => import('./locales/de.js') }`. */
export type LocaleLoaders = Readonly<Record<string, () => Promise<{ translations: Translations }>>>;

const official: Record<string, LocaleLoaders[string]> = {};
const loaded: Record<string, Translations> = {};

/** Makes languages available to every widget on the page, or replaces them. */
export function registerLocales(loaders: LocaleLoaders): void {
  Object.assign(official, loaders);
}

/**
 * Loads the texts of a language, or of its base language. English is built in, and what has no translation stays English.
 * What is loaded once is there for good, so that a widget does not fall back to English.
 */
export async function loadLocale(locale: string, from: LocaleLoaders = official): Promise<void> {
  const tag = locale.toLowerCase();
  const found = await (from[tag] ?? from[tag.split('-')[0] as string])?.();
  loaded[locale] = { ...loaded[locale], ...found?.translations };
}
