import type { ElementFacts, MethodFacts, PropertyFacts } from './facts.js';

/** Version of the schema at github.com/webcomponents/custom-elements-manifest. */
const schemaVersion = '2.1.0';
const path = 'dist/index.js';

/** Custom Elements Manifest: what editors, catalogues and wrapper generators read. */
export function customElements(facts: ElementFacts): object {
  const { className: name, tag } = facts;
  const declaration = { name, module: path };
  return {
    schemaVersion,
    readme: 'README.md',
    modules: [
      {
        kind: 'javascript-module',
        path,
        declarations: [
          {
            kind: 'class',
            name,
            tagName: tag,
            customElement: true,
            description: facts.description,
            superclass: { name: 'LitElement', package: 'lit' },
            attributes: facts.properties.filter(({ attribute }) => attribute).map(attribute),
            members: [...facts.properties.map(field), ...facts.methods.map(method)],
            events: facts.events.map(({ detail, cancelable, ...named }) => ({
              ...named,
              type: { text: `CustomEvent<${detail}>` },
            })),
            slots: facts.slots,
            cssParts: facts.parts,
            cssProperties: facts.cssProperties,
            cssStates: facts.states,
          },
        ],
        exports: [
          { kind: 'js', name, declaration },
          { kind: 'custom-element-definition', name: tag, declaration },
        ],
      },
    ],
  };
}

function attribute({
  attribute: name,
  name: fieldName,
  description,
  type,
  default: value,
}: PropertyFacts): object {
  return { name, fieldName, description, type: { text: type }, default: value };
}

function field(facts: PropertyFacts): object {
  const { name, description, type, default: value, attribute: attributeName, reflects, readonly } = facts;
  return {
    kind: 'field',
    name,
    description,
    privacy: 'public',
    type: { text: type },
    default: value,
    ...(readonly ? { readonly } : {}),
    ...(attributeName ? { attribute: attributeName, reflects } : {}),
  };
}

function method({ name, description, parameters, returns }: MethodFacts): object {
  return {
    kind: 'method',
    name,
    description,
    privacy: 'public',
    parameters: parameters.map(({ name, type, optional }) => ({ name, type: { text: type }, optional })),
    return: { type: { text: returns } },
  };
}
