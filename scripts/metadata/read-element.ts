import { join, resolve } from 'node:path';
import ts from 'typescript';
import { cssPropertyTexts } from '../../widget/element/metadata/css-properties.js';
import { stateTexts } from '../../widget/element/metadata/states.js';
import { texts } from '../../widget/element/metadata/texts.js';
import { TeamBrainElement } from '../../widget/element/src/index.js';
import type { ElementFacts, EventFacts, NamedFacts } from './facts.js';
import { readCssDefaults } from './read-css.js';
import { readMembers } from './read-members.js';
import { readNamed } from './read-tags.js';

const root = resolve(import.meta.dirname, '../..');
const className = TeamBrainElement.name;

/** The types of the widget's sources, its lazy panels included. Takes some seconds. */
export function openSources(): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  return ts.createProgram([join(root, 'widget/element/src/index.ts')], {
    ...options,
    incremental: false,
    tsBuildInfoFile: undefined,
    preserveSymlinks: false,
  });
}

export function readElement(program = openSources()): ElementFacts {
  // Asking for the attributes is what makes Lit put the properties of all classes together.
  if (TeamBrainElement.observedAttributes.length === 0) throw new Error('the element has no attributes');
  const checker = program.getTypeChecker();
  const classes = classesOf(program);
  const element = classes.find(({ name }) => name?.text === className);
  if (!element?.name) throw new Error(`the sources have no class ${className}`);
  const panels = classes.filter(
    (node) => implementsPanel(node) && /plugins\//.test(node.getSourceFile().fileName),
  );
  const documented = [element, ...panels];
  const defaults = readCssDefaults(element.getSourceFile().fileName);
  const symbol = checker.getSymbolAtLocation(element.name);
  const { properties, methods } = readMembers(
    chainOf(element, checker),
    TeamBrainElement.elementProperties,
    checker,
  );
  return {
    tag: TeamBrainElement.tag,
    className,
    description: ts.displayPartsToString(symbol?.getDocumentationComment(checker)).trim(),
    properties: properties.map((facts) => described(facts, texts.attributes[facts.attribute ?? ''])),
    methods: methods.map((facts) => described(facts, texts.methods[facts.name])),
    events: readEvents(program, checker).map((facts) => described(facts, texts.events[facts.name])),
    slots: readNamed(documented, 'slot'),
    parts: readNamed(documented, 'csspart').map((facts) => described(facts, texts.parts[facts.name])),
    states: Object.entries(stateTexts).map(([name, description]) => ({ name, description })),
    cssProperties: Object.entries(cssPropertyTexts).map(([name, description]) => ({
      name,
      description,
      default: defaults.get(name),
    })),
  };
}

function described<T extends NamedFacts>(facts: T, text = ''): T {
  return { ...facts, description: facts.description || text };
}

function classesOf(program: ts.Program): ts.ClassDeclaration[] {
  return program
    .getSourceFiles()
    .filter(({ isDeclarationFile }) => !isDeclarationFile)
    .flatMap(({ statements }) => statements.filter(ts.isClassDeclaration));
}

function implementsPanel(node: ts.ClassDeclaration): boolean {
  const types = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  return types.some(({ expression }) => expression.getText() === 'PanelElement');
}

/** The class and those it extends, as far as they are the widget's own and not the kit's. */
function chainOf(node: ts.ClassDeclaration, checker: ts.TypeChecker): ts.ClassDeclaration[] {
  const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const declaration = parent && checker.getTypeAtLocation(parent).symbol?.valueDeclaration;
  const own =
    declaration &&
    ts.isClassDeclaration(declaration) &&
    /widget\/element\//.test(declaration.getSourceFile().fileName);
  return own ? [...chainOf(declaration, checker), node] : [node];
}

/** `WidgetEvents` of the kit, with what panels added to it. */
function readEvents(program: ts.Program, checker: ts.TypeChecker): EventFacts[] {
  const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('widget/kit/src/events.ts'));
  const node = file?.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === 'WidgetEvents',
  );
  if (!node) throw new Error('the kit has no interface WidgetEvents');
  return checker
    .getTypeAtLocation(node)
    .getProperties()
    .map((symbol) => {
      const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
      const type = checker.typeToString(
        checker.getTypeOfSymbol(symbol),
        undefined,
        ts.TypeFormatFlags.NoTruncation,
      );
      const detail = type === 'Record<string, never>' ? '{}' : type.replace(/;(?= }$)/, '');
      return { name: symbol.getName(), description, detail, cancelable: /^Cancelable\b/.test(description) };
    });
}
