// `npm run widget:report` measures the built widget in a real browser and writes the tables of README and docs.
// `-- --check` writes nothing, and fails when something is over its budget or a table is out of date.
import { overBudget } from './budgets.js';
import { measureFiles } from './measure-files.js';
import { measurePages } from './measure-pages.js';
import { readTable, saysTheSame, writeTable } from './pages.js';
import { comparison, everyFile } from './tables.js';

const files = measureFiles();
const pages = await measurePages();
const tables = [
  { file: 'README.md', name: 'widget beside its peers', table: comparison(files, pages) },
  { file: 'docs/widget-size.md', name: 'every file', table: everyFile(files) },
];
const faults = overBudget(files, pages);
if (process.argv.includes('--check')) {
  for (const { file, name, table } of tables)
    if (!saysTheSame(readTable(file, name), table))
      faults.push(`${file} is out of date: npm run widget:report`);
} else {
  for (const { file, name, table } of tables) writeTable(file, name, table);
}
console.log(tables[0]?.table);
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
