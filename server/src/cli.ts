#!/usr/bin/env node
import { cac } from 'cac';
import type { StartFlags } from './commands/start.js';
import { version } from './version.js';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`TeamBrain needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

const cli = cac('teambrain');
cli.option(
  '--config <file>',
  'Configuration file (default: teambrain.config.ts, .js or .json in this folder)',
);
cli.option('--data-dir <dir>', 'Folder of the embedded database');

/** Commands load what they need when they run: `--help` stays instant. */
cli
  .command('[start]', 'Start the server')
  .alias('start')
  .option('--port <port>', 'Port to listen on; the next free one when taken (default: 4321)')
  .option('--host <address>', 'Address to listen on (default: 127.0.0.1)')
  .option('--demo', 'Fill an empty database with sample data')
  .action(async (_name: string | undefined, flags: StartFlags) =>
    (await import('./commands/start.js')).start(flags),
  );

cli
  .command('migrate', 'Bring the database up to date')
  .action(async (flags) => (await import('./commands/migrate.js')).migrateDatabase(flags));

cli
  .command(
    'import <kind> [...files]',
    'Import messages: teambrain import chat history.jsonl --workspace acme',
  )
  .option('--workspace <slug>', 'Workspace to import into; made when missing')
  .option('--owner <username>', 'Account that owns what is made')
  .option('--report <file>', 'Write what was not carried into this file (JSON)')
  .action(async (kind, files, flags) =>
    (await import('./commands/import.js')).importHistory(kind, files, flags),
  );

cli
  .command(
    'user <verb> <login>',
    'user create <username> --email …, user promote <login>, user reset-password <login>',
  )
  .option('--email <address>', 'E-mail address of a new account')
  .option('--admin', 'Make it an admin of the server')
  .action(async (verb, username, flags) =>
    (await import('./commands/user.js')).manageUser(verb, username, flags),
  );

cli
  .command(
    'embed <verb>',
    'embed create --workspace acme --origin https://acme.dev, embed snippet --app pk_…: the tag for a page',
  )
  .option('--workspace <slug>', 'Workspace that the app belongs to')
  .option('--origin <origin>', 'Origin of the pages that show the widget; repeat it for more than one')
  .option('--name <name>', 'Name of a new app (default: the host of its first origin)')
  .option('--guests <policy>', 'Lets visitors in whom nobody signed for: read or write')
  .option('--app <key>', 'Public key of an app')
  .action(async (verb, flags) => (await import('./commands/embed.js')).manageApps(verb, flags));

cli
  .command(
    'config [verb]',
    'Show the configuration in force, secrets masked, and where each value comes from',
  )
  .action(async (_verb, flags) => (await import('./commands/config.js')).showConfig(flags));

cli
  .command('openapi', 'Print the OpenAPI description of the enabled plugins')
  .action(async (flags) => (await import('./commands/openapi.js')).printOpenApi(flags));

cli.help();
cli.version(version);

try {
  cli.parse(process.argv, { run: false });
  await cli.runMatchedCommand();
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  console.error(`teambrain: ${message}${code ? ` [${code}]` : ''}`);
  process.exit(1);
}
