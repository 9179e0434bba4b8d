import type { PropertyDeclaration } from 'lit';
import ts from 'typescript';
import type { MethodFacts, PropertyFacts } from './facts.js';

/** Called by Lit and the browser, not by pages. */
const lifecycle = new Set(['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback']);

/** What Lit knows of a property: a name or `false` for the attribute, absent for the property's own in small letters. */
type Declared = PropertyDeclaration | undefined;

/** Public properties and methods of the classes, which extend each other in this order. `declared`: see `elementProperties`. */
export function readMembers(
  classes: readonly ts.ClassDeclaration[],
  declared: ReadonlyMap<PropertyKey, PropertyDeclaration>,
  checker: ts.TypeChecker,
): { properties: PropertyFacts[]; methods: MethodFacts[] } {
  const members = classes.flatMap((node) => [...node.members]);
  // `@internal`: other files of the widget need it, pages do not. Said once, it holds for overrides too.
  const internal = new Set(members.filter(isInternal).map(nameOf));
  const properties = new Map<string, PropertyFacts>();
  const methods = new Map<string, MethodFacts>();
  for (const member of members) {
    const name = nameOf(member);
    if (!isPublic(member) || lifecycle.has(name) || internal.has(name)) continue;
    if (ts.isPropertyDeclaration(member)) {
      if (isArrow(member)) continue;
      properties.set(name, property(name, member, declared.get(name), checker));
    } else if (ts.isMethodDeclaration(member)) {
      methods.set(name, {
        ...method(member, checker),
        description: textOf(member, checker) || (methods.get(name)?.description ?? ''),
      });
    }
  }
  return { properties: [...properties.values()], methods: [...methods.values()] };
}

function property(
  name: string,
  member: ts.PropertyDeclaration,
  declared: Declared,
  checker: ts.TypeChecker,
): PropertyFacts {
  const type = checker.getTypeAtLocation(member);
  const values = type.isUnion() && type.types.every((part) => part.isStringLiteral());
  const isReadonly = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Readonly) !== 0;
  return {
    name,
    description: textOf(member, checker),
    attribute: attributeOf(name, declared),
    reflects: declared?.reflect ?? false,
    type: member.type?.getText() ?? checker.typeToString(type),
    values: values ? type.types.map((part) => (part as ts.StringLiteralType).value) : undefined,
    default: member.initializer?.getText(),
    readonly: isReadonly,
  };
}

function attributeOf(name: string, declared: Declared): string | undefined {
  if (!declared || declared.state || declared.attribute === false) return undefined;
  return typeof declared.attribute === 'string' ? declared.attribute : name.toLowerCase();
}

function method(member: ts.MethodDeclaration, checker: ts.TypeChecker): MethodFacts {
  const signature = checker.getSignatureFromDeclaration(member);
  return {
    name: member.name.getText(),
    description: '',
    parameters: member.parameters.map((parameter) => ({
      name: parameter.name.getText(),
      type: parameter.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(parameter)),
      optional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
    })),
    returns: signature ? checker.typeToString(checker.getReturnTypeOfSignature(signature)) : 'void',
  };
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  const flags = ts.getCombinedModifierFlags(member);
  return member.name !== undefined && !ts.isPrivateIdentifier(member.name) && (flags & hidden) === 0;
}

const nameOf = (member: ts.ClassElement): string => member.name?.getText() ?? '';
const isInternal = (member: ts.ClassElement): boolean =>
  ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');

/** A handler that is a field, for its `this`. */
function isArrow({ initializer }: ts.PropertyDeclaration): boolean {
  return initializer !== undefined && ts.isArrowFunction(initializer);
}

function textOf(member: ts.ClassElement, checker: ts.TypeChecker): string {
  const symbol = member.name && checker.getSymbolAtLocation(member.name);
  return ts.displayPartsToString(symbol?.getDocumentationComment(checker)).trim();
}
