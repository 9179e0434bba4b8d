import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { minifyTemplates } from './minify-templates.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const styleFolders = [here('../widget/element/src'), here('../plugins/messaging/panel')];

/** As tsconfig.json has them: without `useDefineForClassFields`, fields would hide the accessors that Lit defines. */
const compilerOptions = { useDefineForClassFields: false, verbatimModuleSyntax: true };

/** Modules that script tags do without, and what stands for them. Who needs one gives the widget a client of their own. */
const leftOut = [
  // Advice for developers, who have the package; people read the server's own sentence.
  ['/core/client/src/hints.ts', "export const hintFor = () => '';"],
  // For programs that drive a client by hand.
  ['/core/client/src/connect.ts', 'export const createConnect = () => {};'],
  ['/core/client/src/channel-events.ts', 'export const createEvents = () => {};'],
  // Here every token comes from the host page.
  ['/core/client/src/sign-in.ts', 'export const createSignIn = () => {};'],
  ['/core/client/src/sessions.ts', 'export const keepsSessions = false, cookieOptions = () => {};'],
  ['/plugins/workspaces/client/management.ts', 'export const createManagement = (core, reading) => reading;'],
  // The calendar's panel loads the calls themselves.
  ['/plugins/events/client/events.ts', 'export const createEvents = () => {}, createRoomEvents = () => {};'],
  ['/plugins/embed/client/apps.ts', 'export const createApps = () => {};'],
];

/** Lit's, for browsers that adopt style sheets: all that know `light-dark()`, which the theme stands on. */
const cssTag = `
export const supportsAdoptingStyleSheets = true;
export class CSSResult {
  constructor(cssText) { this.cssText = cssText; }
  get styleSheet() {
    if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.sheet;
  }
  toString() { return this.cssText; }
}
export const css = (raw, ...values) => new CSSResult(String.raw({ raw }, ...values));
export const unsafeCSS = (text) => new CSSResult(text);
export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map((style) => style.styleSheet ?? style);
};
export const getCompatibleStyle = (style) => style;`;

const sources = (entry) => ({
  name: 'sources',
  resolveId(specifier, importer, options) {
    if (!importer || !/^\..*\.js$/.test(specifier) || !importer.endsWith('.ts')) return null;
    return this.resolve(specifier.replace(/js$/, 'ts'), importer, { ...options, skipSelf: true });
  },
  async load(file) {
    if (file.endsWith('/reactive-element/css-tag.js')) return cssTag;
    if (!file.endsWith('.ts')) return null;
    const stub = leftOut.find(([module]) => file.endsWith(module));
    if (stub) return stub[1];
    const source = withoutAdvice(minifyTemplates(await readFile(file, 'utf8'), file));
    const ahead = file === entry ? await styleImports() : '';
    const { code } = await transform(source, {
      loader: 'ts',
      target: 'es2022',
      tsconfigRaw: { compilerOptions },
    });
    return ahead + code;
  },
});

/** Of the texts of errors only the first sentence, which says what happened; what a developer may do about it is cut. */
function withoutAdvice(source) {
  return source.replace(/(Error\(\s*(['`])(?:(?!\2)[\s\S])*?\.) (?:(?!\2)[\s\S])*(?=\2)/g, '$1');
}

/** gzip looks back 32 KiB: style sheets that stand together compress by 700 bytes better. */
async function styleImports() {
  const files = await Promise.all(styleFolders.map((folder) => readdir(folder, { recursive: true })));
  return styleFolders
    .flatMap((folder, index) => files[index].map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.styles.ts'))
    .sort()
    .map((file) => `import ${JSON.stringify(file)};`)
    .join('');
}

/**
 * Bundles the widget for script tags: what the first opening needs becomes one chunk (one request, compressed as one),
 * everything else the chunks of its dynamic imports. Works on modules and not on esbuild's chunks, which pull whole index
 * files into the first one.
 *
 * @param {string} entry Source of the entry.
 * @param {string} dir Folder that it is written to.
 * @param {RegExp} needed Modules behind a dynamic import that the first opening always loads.
 */
export async function bundleWidget(entry, dir, needed) {
  const bundle = await rollup({
    input: { widget: entry },
    plugins: [sources(entry), nodeResolve({ exportConditions: ['teambrain-source'], browser: true })],
    onwarn(warning, warn) {
      if (warning.code !== 'CIRCULAR_DEPENDENCY') warn(warning);
    },
  });
  let core;
  await bundle.write({
    dir,
    format: 'es',
    chunkFileNames: 'chunks/[name]-[hash].js',
    hashCharacters: 'base36',
    hoistTransitiveImports: false,
    onlyExplicitManualChunks: true,
    generatedCode: 'es2015',
    manualChunks(id, { getModuleInfo }) {
      core ??= firstLoad(entry, needed, getModuleInfo);
      return core.has(id) ? 'core' : undefined;
    },
    plugins: [{ name: 'minify', renderChunk: shorten }],
  });
  await bundle.close();
}

/** For `<script integrity>`: which bytes the entries of this version have. */
export async function writeIntegrity(dir, version) {
  const hashes = await Promise.all(
    ['embed.js', 'widget.js'].map(async (file) => {
      const hash = createHash('sha384').update(await readFile(join(dir, file)));
      return [file, `sha384-${hash.digest('base64')}`];
    }),
  );
  const text = JSON.stringify({ version, ...Object.fromEntries(hashes) }, null, 2);
  await writeFile(join(dir, 'integrity.json'), `${text}\n`);
}

/** esbuild first, because terser alone leaves some of it longer; terser's names compress better than esbuild's. */
async function shorten(code) {
  const first = await transform(code, { minify: true, format: 'esm', target: 'es2022', charset: 'ascii' });
  const { code: short } = await minify(first.code, {
    module: true,
    ecma: 2022,
    compress: {
      passes: 3,
      sequences: false,
    },
    format: { ascii_only: true, comments: false },
  });
  return { code: short };
}

/**
 * Modules that the entry and the needed ones load, with all that these import. Of a module that only hands on what others
 * export, just what is asked for counts: one import from the kit is not the whole kit.
 */
function firstLoad(entry, needed, getModuleInfo) {
  const core = new Set();
  const add = (id, names) => {
    const { ast, dynamicallyImportedIds, importedIds, moduleSideEffects } = getModuleInfo(id);
    const imports = importsOf(ast, importedIds);
    if (!moduleSideEffects && imports.length > 0 && imports.length === ast.body.length) {
      for (const name of names) {
        const giver = imports.find(({ given }) => given?.has(name)) ?? imports.find(({ given }) => !given);
        if (giver) add(giver.from, [giver.given?.get(name) ?? name]);
      }
      return;
    }
    if (core.has(id)) return;
    core.add(id);
    for (const { from, taken } of imports) {
      // An import that takes nothing is there for the order only.
      if (taken.length > 0 || getModuleInfo(from).moduleSideEffects) add(from, taken);
    }
    for (const next of dynamicallyImportedIds) if (needed.test(next)) add(next, []);
  };
  add(entry, []);
  return core;
}

/**
 * The imports and re-exports of a module: where `from`, which names are `taken`, and which are `given` on (exported name to
 * the name there; undefined for all).
 */
function importsOf(ast, importedIds) {
  const nodes = ast.body.filter(({ source }) => source);
  const sources = [...new Set(nodes.map(({ source }) => source.value))];
  return nodes.map(({ type, source, specifiers = [] }) => {
    const from = importedIds[sources.indexOf(source.value)];
    const pairs = specifiers.map(({ imported, local, exported }) => [
      exported?.name,
      (imported ?? local).name,
    ]);
    const given =
      type === 'ExportAllDeclaration' ? undefined : new Map(type === 'ImportDeclaration' ? [] : pairs);
    return { from, taken: pairs.map(([, name]) => name), given };
  });
}
