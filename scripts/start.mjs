// `npm start`: installs and builds what is missing, then starts the server with sample data.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, requireNode, root } from './setup.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
process.argv.splice(2, 0, 'start', '--demo');
await import(pathToFileURL(join(root, 'server', 'dist', 'cli.js')).href);
