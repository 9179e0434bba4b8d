import { writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import type { CommonFlags } from '../flags.js';
import { importChat } from '../import/import-chat.js';
import type { ImportProgress, ImportReport } from '../import/report.js';
import { offline } from './offline.js';

export interface ImportFlags extends CommonFlags {
  workspace?: string;
  owner?: string;
  report?: string;
}

/** `teambrain import chat <file.jsonl …> --workspace <slug> --owner <username>`: may be broken off and run again. */
export async function importHistory(kind: string, files: string[], flags: ImportFlags): Promise<void> {
  if (kind !== 'chat') throw new Error(`there is no import of "${kind}"; use: import chat <file.jsonl …>`);
  if (files.length === 0)
    throw new Error('name at least one file: import chat history.jsonl --workspace acme');
  if (!flags.workspace) throw new Error('import needs --workspace <slug>; it is made when there is none');
  const { workspace } = flags;
  await offline(flags, async (server) => {
    const context = server.context('messaging');
    const owner = await ownerOf(context.users, flags.owner);
    const progress = progressBar();
    const report = await importChat({ context, files, workspace, ownerId: owner, onProgress: progress.show });
    progress.stop();
    console.log(summary(report));
    if (flags.report) writeFileSync(flags.report, `${JSON.stringify(report, null, 2)}\n`);
    else if (report.skipped.length > 0)
      console.log('  --report <file> writes down every line that was not carried.');
  });
}

async function ownerOf(
  users: { findByUsername(name: string): Promise<{ id: string } | null> },
  username: string | undefined,
): Promise<string> {
  if (!username) throw new Error('import needs --owner <username>: the account that owns what is made');
  const user = await users.findByUsername(username);
  if (!user)
    throw new Error(
      `there is no account "${username}"; make one with: teambrain user create ${username} --email …`,
    );
  return user.id;
}

/** A bar on a terminal; elsewhere one line per room, which reads better in a log. */
function progressBar(): { show(progress: ImportProgress): void; stop(): void } {
  const bar = new SingleBar({
    format: '  {phase} {bar} {value}/{total}  {room}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  let phase = '';
  let room = '';
  return {
    show(progress) {
      const { done, total = 0 } = progress;
      if (!process.stderr.isTTY) {
        if (progress.phase === 'messages' && progress.room !== room)
          console.error(`  importing ${progress.room}`);
        room = progress.room ?? room;
        return;
      }
      if (phase !== progress.phase) {
        bar.stop();
        bar.start(total, done, { phase: progress.phase, room: progress.room ?? '' });
        phase = progress.phase;
      }
      bar.setTotal(total);
      bar.update(done, { phase: progress.phase, room: progress.room ?? '' });
    },
    stop: () => bar.stop(),
  };
}

function summary(report: ImportReport): string {
  const { rooms, authors, stored, known, skippedByReason, unlinkedCount, took } = report;
  const skipped = Object.entries(skippedByReason);
  return [
    `Imported ${stored} messages by ${authors} authors into ${rooms.length} rooms in ${(took / 1000).toFixed(1)} s.`,
    ...(known > 0 ? [`  ${known} were there already.`] : []),
    ...(unlinkedCount > 0
      ? [`  ${unlinkedCount} answer a message that is not in the files; they came without that link.`]
      : []),
    ...(skipped.length > 0
      ? ['  Not carried:', ...skipped.map(([reason, count]) => `    ${reason}: ${count}`)]
      : []),
  ].join('\n');
}
