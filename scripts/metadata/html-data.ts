import type { ElementFacts, PropertyFacts } from './facts.js';

const markdown = (value: string): object => ({ kind: 'markdown', value });

/** For `html.customData` of VS Code and what else reads its format: completion and hints while the tag is written. */
export function htmlData({ tag, description, properties }: ElementFacts): object {
  const attributes = properties.flatMap((property) => (property.attribute ? [attribute(property)] : []));
  return { version: 1.1, tags: [{ name: tag, description: markdown(description), attributes }] };
}

/** For `css.customData`: the custom properties in style sheets. */
export function cssData({ cssProperties }: ElementFacts): object {
  const properties = cssProperties.map(({ name, description, default: value }) => ({
    name,
    description: markdown(value ? `${description} Default: \`${value}\`` : description),
  }));
  return { version: 1.1, properties };
}

function attribute({ attribute: name, description, type, values }: PropertyFacts): object {
  // `v`: written without a value.
  const isBoolean = type === 'boolean' ? { valueSet: 'v' } : {};
  const named = values ? { values: values.map((value) => ({ name: value })) } : {};
  return { name, description: markdown(description), ...isBoolean, ...named };
}
