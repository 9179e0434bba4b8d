import { ProblemError, type TeamBrainServer } from '@teambrain/core';
import type { CommonFlags } from '../flags.js';
import { offline } from './offline.js';

export interface EmbedFlags extends CommonFlags {
  workspace?: string;
  origin?: string | string[];
  name?: string;
  guests?: string;
  app?: string;
}

/** `teambrain embed create …` makes an app and prints its secret, once; `embed snippet …` prints the tag of one. */
export async function manageApps(verb: string, flags: EmbedFlags): Promise<void> {
  if (verb === 'create') return create(flags);
  if (verb === 'snippet') return snippet(flags);
  throw new Error(
    `there is no "embed ${verb}"; use: embed create --workspace <slug> --origin <origin>, embed snippet --app <key>`,
  );
}

async function create(flags: EmbedFlags): Promise<void> {
  const { workspace, guests } = flags;
  const origins = [flags.origin ?? []].flat();
  const [first] = origins;
  if (!workspace || first === undefined)
    throw new Error('embed create needs --workspace <slug> and --origin <origin>');
  if (guests !== undefined && guests !== 'read' && guests !== 'write')
    throw new Error('--guests is read or write');
  await offline(flags, async (server) => {
    const found = await server.context('workspaces').use('workspaces').find(workspace);
    if (!found) throw new Error(`there is no workspace "${workspace}"`);
    const { createApp } = server.context('embed').use('embed');
    const name = flags.name ?? (URL.canParse(first) ? new URL(first).host : first);
    const { key, secret } = await createApp(null, found.id, {
      name,
      origins,
      ...(guests === undefined ? {} : { identity: 'optional', guests }),
    }).catch(explain);
    console.log(`Made the app ${name}. For the page:\n\n${tagOf(server, key)}\n`);
    console.log(`For the backend that signs, shown only here:\n\nTEAMBRAIN_APP_SECRET=${secret.secret}\n`);
  });
}

async function snippet(flags: EmbedFlags): Promise<void> {
  const { app } = flags;
  if (!app) throw new Error('embed snippet needs --app <key>');
  await offline(flags, async (server) => {
    const found = await server.context('embed').use('embed').find(app);
    if (!found) throw new Error(`there is no app "${app}"`);
    console.log(tagOf(server, found.key));
  });
}

/** Which field is wrong, for people who wrote no field. */
function explain(thrown: unknown): never {
  const [first] = thrown instanceof ProblemError ? (thrown.extra.errors ?? []) : [];
  throw first ? new Error(`${first.path.slice(1).replace('/', ' ')} ${first.message}`) : thrown;
}

function tagOf({ config }: TeamBrainServer, key: string): string {
  const { publicUrl, port } = config.server;
  const address = (publicUrl ?? `http://localhost:${port}`).replace(/\/$/, '');
  return `<script async src="${address}/embed.js"
  data-app="${key}"
  data-token-url="/api/teambrain-token"></script>`;
}
