// `npm run widget:metadata` records new names of the widget's API as promised, and refuses to drop one: `--drop "parts tab"`
// says that it is meant. `--out <folder>` writes the files of metadata that the package carries.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { customElements } from './custom-elements.js';
import { cssData, htmlData } from './html-data.js';
import { missing, namesOf, readPromised, writePromised } from './promise.js';
import { readElement } from './read-element.js';

const { values } = parseArgs({
  options: { out: { type: 'string' }, drop: { type: 'string', multiple: true } },
});
const facts = readElement();

if (values.out) {
  const files = {
    'custom-elements.json': customElements(facts),
    'vscode.html-custom-data.json': htmlData(facts),
    'vscode.css-custom-data.json': cssData(facts),
  };
  mkdirSync(values.out, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(values.out, name), `${JSON.stringify(content, null, 2)}\n`);
  console.log(`wrote ${Object.keys(files).join(', ')}`);
} else {
  const names = namesOf(facts);
  const promised = readPromised();
  const dropped = missing(promised, names).filter((name) => !values.drop?.includes(name));
  for (const name of dropped) console.error(`${name} was promised to pages; to drop it: --drop "${name}"`);
  if (dropped.length > 0) process.exit(1);
  const added = missing(names, promised);
  writePromised(names);
  console.log(added.length ? `newly promised: ${added.join(', ')}` : 'nothing new is promised');
}
