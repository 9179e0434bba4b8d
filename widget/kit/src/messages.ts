/** A text with `{name}` holes, or one per plural form, chosen by `count` (`zero` is used for exactly 0 where given). */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type MessageMap = Readonly<Record<string, Message>>;
export type MessageValues = Readonly<Record<string, string | number>>;

/** The texts of one part of the interface: built-in English, and the name under which translations are looked up. */
export interface Catalog<M extends MessageMap = MessageMap> {
  readonly name: string;
  readonly messages: M;
}

/** What a text is made from: the language and its translations by `<catalog>.<key>`. */
export interface Texts {
  readonly locale: string;
  /** Translations and host overrides; English is built in. */
  readonly translations: MessageMap;
}

/** Declares a catalog. Every string that a person sees or hears stands in one. */
export function defineMessages<const M extends MessageMap>(name: string, messages: M): Catalog<M> {
  return { name, messages };
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
  const translated = texts.translations[`${catalog.name}.${key}`];
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
    return typeof value === 'number' ? new Intl.NumberFormat(texts.locale).format(value) : value;
  });
}

type LocaleLoader = () => Promise<MessageMap>;
const localeLoaders = new Map<string, LocaleLoader>();

/** Makes a language available. The loader is a lazy chunk: `registerLocale('de', () => import('./de.js').then((m) => m.messages))`. */
export function registerLocale(locale: string, load: LocaleLoader): void {
  localeLoaders.set(locale.toLowerCase(), load);
}

/** Loads the translations for a language, or for its base language; English, and anything unknown, is the empty map. */
export async function loadLocale(locale: string): Promise<MessageMap> {
  const exact = locale.toLowerCase();
  const load = localeLoaders.get(exact) ?? localeLoaders.get(exact.split('-')[0] ?? '');
  return load ? load() : {};
}
