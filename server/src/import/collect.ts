import { readChatLines, type SourceMessage } from './read-lines.js';
import { type ImportProgress, type ImportReport, maxDetails } from './report.js';

/** Messages of a room in order of time. */
export interface SourceRoom {
  name: string;
  messages: SourceMessage[];
}

/** Reads all files and sorts their messages into rooms. What is not carried goes into the report. */
export async function collectRooms(
  files: readonly string[],
  report: Pick<ImportReport, 'skipped' | 'skippedByReason'>,
  onProgress: (progress: ImportProgress) => void,
): Promise<SourceRoom[]> {
  const rooms = new Map<string, SourceRoom & { ids: Set<string> }>();
  let done = 0;
  const skip = (entry: ImportReport['skipped'][number]) => {
    report.skippedByReason[entry.reason] = (report.skippedByReason[entry.reason] ?? 0) + 1;
    if (report.skipped.length < maxDetails) report.skipped.push(entry);
  };
  for (const file of files) {
    for await (const read of readChatLines(file)) {
      if ('skipped' in read) {
        skip(read.skipped);
        continue;
      }
      const { message, line } = read;
      let room = rooms.get(message.room);
      if (!room) {
        room = { name: message.room, messages: [], ids: new Set() };
        rooms.set(message.room, room);
      }
      if (room.ids.has(message.id)) skip({ file, line, reason: 'id_repeated', id: message.id });
      else {
        room.ids.add(message.id);
        room.messages.push(message);
        done += 1;
        if (done % 1000 === 0) onProgress({ phase: 'reading', done, total: undefined });
      }
    }
  }
  // Sorting is stable: messages of the same moment stay as they were in the file.
  return [...rooms.values()].map(({ name, messages }) => ({
    name,
    messages: messages.sort((a, b) => a.at.getTime() - b.at.getTime()),
  }));
}
