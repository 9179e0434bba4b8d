// Writes the declarations of the packages below `dist/types`, from one program, file by file. Not bundled: a bundler of
// declarations drops `declare module '@teambrain/protocol'`, and with it every plugin's typed events.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from './setup.mjs';
import { manifestsBelow } from './sources.mjs';

const packages = ['core/*', 'plugins/*', 'widget/kit']
  .flatMap((pattern) => manifestsBelow(root, pattern))
  .map((file) => ({ dir: dirname(file), manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) }));
const entries = packages.flatMap(({ dir, manifest }) =>
  Object.values(manifest.exports).map((conditions) => join(root, dir, conditions['teambrain-source'])),
);

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const program = ts.createProgram(entries, {
  ...options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  incremental: false,
  tsBuildInfoFile: undefined,
  // By real path, so that packages which depend on each other are read, and written, as sources.
  preserveSymlinks: false,
});

for (const { dir } of packages) rmSync(join(root, dir, 'dist', 'types'), { recursive: true, force: true });
let written = 0;
const { diagnostics, emitSkipped } = program.emit(undefined, (file, text) => {
  const path = relative(root, file).split(sep).join('/');
  const owner = packages.find(({ dir }) => path.startsWith(`${dir}/`));
  if (!owner) return;
  const target = join(root, owner.dir, 'dist', 'types', path.slice(owner.dir.length + 1));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  written += 1;
});
const errors = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
for (const { file, start = 0, messageText } of errors) {
  const where = file
    ? `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}`
    : '';
  console.error(where, ts.flattenDiagnosticMessageText(messageText, '\n'));
}
console.log(`wrote ${written} declarations`);
process.exit(errors.length > 0 || emitSkipped || written === 0 ? 1 : 0);
