// Writes the type declarations of the package: those of everything that it carries, as one tree below dist/types, with
// relative paths instead of the names of packages that are not published with it. One tree per module system, because
// TypeScript resolves `import` and `require` by file extension. A bundler of declarations would leave
// `declare module '@teambrain/protocol'` as it is, and the events of the plugins would be lost on consumers.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = resolve(process.argv[2] ?? join(root, 'sdk', 'dist'));
const out = join(dist, 'types');
const entries = ['index', 'msgpack', 'testing', 'server'];

/** Packages that travel inside this one, and where their declarations begin. */
const inside = [
  [/^@teambrain\/protocol$/, () => 'core/protocol/src/index'],
  [/^@teambrain\/client$/, () => 'core/client/src/index'],
  [/^@teambrain\/plugin-([a-z-]+)\/(shared|client)$/, ([, name, part]) => `plugins/${name}/${part}/index`],
];
/** The file that declares what plugins augment; a declaration has to be merged where it was made. */
const augmented = 'core/protocol/src/event-map';

function targetOf(specifier) {
  for (const [pattern, target] of inside) {
    const match = pattern.exec(specifier);
    if (match) return target(match);
  }
  return undefined;
}

function rewrite(text, file, extension) {
  const to = (target) => {
    const path = posix.relative(posix.dirname(file), target);
    return `'${path.startsWith('.') ? path : `./${path}`}.${extension}'`;
  };
  return text
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .replace(/declare module ['"]@teambrain\/protocol['"]/g, () => `declare module ${to(augmented)}`)
    .replace(/(from|import\(|import) ?['"]([^'"]+)['"]/g, (whole, word, specifier) => {
      const target = targetOf(specifier);
      const space = word === 'import(' ? '' : ' ';
      if (target) return `${word}${space}${to(target)}`;
      if (!specifier.startsWith('.'))
        throw new Error(`${file} needs ${specifier}, which is not published with it`);
      return whole.replace(/\.js(?=['"])/, `.${extension}`);
    });
}

const { devDependencies } = JSON.parse(readFileSync(join(root, 'sdk', 'package.json'), 'utf8'));
const pluginPaths = Object.keys(devDependencies)
  .flatMap((name) => name.match(/^@teambrain\/plugin-(.+)$/)?.[1] ?? [])
  .flatMap((name) => ['shared', 'client'].map((part) => [name, part]));

const program = ts.createProgram(
  entries.map((name) => join(root, 'sdk', 'src', `${name}.ts`)),
  {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    // By path and not by package: what comes out of node_modules is not emitted.
    paths: {
      '@teambrain/protocol': [join(root, 'core/protocol/src/index.ts')],
      '@teambrain/client': [join(root, 'core/client/src/index.ts')],
      ...Object.fromEntries(
        pluginPaths.map(([name, part]) => [
          `@teambrain/plugin-${name}/${part}`,
          [join(root, 'plugins', name, part, 'index.ts')],
        ]),
      ),
    },
    types: [],
    strict: true,
    skipLibCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: root,
    outDir: out,
  },
);
rmSync(out, { recursive: true, force: true });
const { emitSkipped, diagnostics } = program.emit(undefined, (name, text) => {
  const file = relative(out, name).split(sep).join('/');
  for (const extension of ['js', 'cjs']) {
    const written = join(out, file.replace(/\.d\.ts$/, extension === 'js' ? '.d.ts' : '.d.cts'));
    mkdirSync(dirname(written), { recursive: true });
    writeFileSync(written, rewrite(text, file, extension));
  }
});
const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (emitSkipped || problems.length > 0) {
  console.error(ts.formatDiagnostics(problems, ts.createCompilerHost({})));
  process.exit(1);
}
for (const name of entries) {
  const path = `./types/sdk/src/${name}`;
  const also = name === 'index' ? `export { default } from '${path}.EXT';\n` : '';
  for (const [extension, declaration] of [
    ['js', 'd.ts'],
    ['cjs', 'd.cts'],
  ]) {
    // `await using` needs names that older `lib` settings of consumers lack.
    const text = `/// <reference lib="esnext.disposable" />\nexport * from '${path}.EXT';\n${also}`;
    writeFileSync(join(dist, `${name}.${declaration}`), text.replaceAll('EXT', extension));
  }
}
