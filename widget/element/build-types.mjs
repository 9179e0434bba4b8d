// Writes the declarations of the package below `dist/types`: one tree with everything that its types are made of, and
// relative paths instead of the names of packages that travel inside it. Not bundled: a bundler of declarations drops what
// the sources add to `HTMLElementEventMap`, `WidgetEvents` and the SDK's events, and with it every typed event.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { manifestsBelow } from '../../scripts/sources.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'widget', 'element', 'dist');
const entries = {
  index: 'widget/element/src/index.ts',
  react: 'widget/element/frameworks/react.ts',
  vue: 'widget/element/frameworks/vue.d.ts',
  svelte: 'widget/element/frameworks/svelte.d.ts',
};
/** By path and not by package: what comes out of node_modules is not emitted. */
const paths = Object.fromEntries(
  ['core/*', 'plugins/*', 'sdk', 'widget/*']
    .flatMap((pattern) => manifestsBelow(root, pattern))
    .flatMap((file) => {
      const { name, exports = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'));
      return Object.entries(exports).flatMap(([part, { 'teambrain-source': source }]) =>
        source ? [[posix.join(name, part), [join(root, dirname(file), source)]]] : [],
      );
    }),
);

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const settings = {
  ...options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  // What only files of the widget itself need is marked `@internal`.
  stripInternal: true,
  incremental: false,
  tsBuildInfoFile: undefined,
  paths,
};
const program = ts.createProgram(
  Object.values(entries).map((file) => join(root, file)),
  settings,
);

const named = (file) => relative(root, file).split(sep).join('/');
const stem = (file) => file.replace(/(\.d)?\.ts$/, '');
/** Declarations by the path of their source without its ending. */
const declarations = new Map();
const isOurs = (file) => !named(file).startsWith('..') && !file.includes('node_modules');
for (const source of program.getSourceFiles())
  if (source.isDeclarationFile && isOurs(source.fileName))
    declarations.set(stem(named(source.fileName)), source.text);
const { diagnostics, emitSkipped } = program.emit(undefined, (_file, text, _mark, _error, [source] = []) => {
  if (source && isOurs(source.fileName)) declarations.set(stem(named(source.fileName)), text);
});

/** The source that a specifier means, as a path below the repository; undefined for packages of others. */
function sourceOf(specifier, from) {
  const containing = join(root, `${from}.ts`);
  const { resolvedModule } = ts.resolveModuleName(
    specifier,
    containing,
    settings,
    ts.sys,
    undefined,
    undefined,
    ts.ModuleKind.ESNext,
  );
  return resolvedModule && isOurs(resolvedModule.resolvedFileName)
    ? stem(named(resolvedModule.resolvedFileName))
    : undefined;
}

/** A plugin adds to an interface of another package; the declaration has to be merged where that one was made. */
const augmentation = /^declare module ['"](@teambrain\/[^'"]+)['"]( \{\s*interface )(\w+)/gm;

function homeOf(name, where) {
  const made = new RegExp(`^export interface ${name}\\b`, 'm');
  const home = [...declarations].find(([, text]) => made.test(text));
  if (!home) throw new Error(`no declaration makes the interface of ${where}`);
  return home[0];
}

function rewrite(text, file, reached) {
  const to = (target) => {
    reached.add(target);
    const path = posix.relative(posix.dirname(file), target);
    return `'${path.startsWith('.') ? path : `./${path}`}.js'`;
  };
  return text
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .replace(
      augmentation,
      (whole, _package, between, added) => `declare module ${to(homeOf(added, whole))}${between}${added}`,
    )
    .replace(/(from |import\(|import )['"]([^'"]+)['"]/g, (whole, word, specifier) => {
      const target = sourceOf(specifier, file);
      if (!target && specifier.startsWith('@teambrain/'))
        throw new Error(`${file}: ${specifier} is not found`);
      return target ? word + to(target) : whole;
    });
}

rmSync(join(dist, 'types'), { recursive: true, force: true });
const augmenting = [...declarations]
  .filter(([, text]) => text.search(augmentation) >= 0)
  .map(([file]) => file);
const reached = new Set([...Object.values(entries).map(stem), ...augmenting]);
for (const file of reached) {
  const text = declarations.get(file);
  if (text === undefined) throw new Error(`${file} has no declaration`);
  const target = join(dist, 'types', `${file}.d.ts`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, rewrite(text, file, reached));
}
const added = augmenting.map((file) => `import './types/${file}.js';\n`).join('');
for (const [name, source] of Object.entries(entries))
  writeFileSync(join(dist, `${name}.d.ts`), `${added}export * from './types/${stem(source)}.js';\n`);

const errors = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (errors.length > 0) console.error(ts.formatDiagnostics(errors, ts.createCompilerHost({})));
console.log(`wrote ${reached.size} declarations`);
process.exit(errors.length > 0 || emitSkipped ? 1 : 0);
