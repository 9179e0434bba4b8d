import type { PluginContext, Services } from '@teambrain/core';
import type { AppRow, AppSettings, AppsRepository } from '../apps/repository.js';
import type { VisitorsRepository } from './repository.js';

export interface StaffingDeps {
  ctx: Pick<PluginContext, 'jobs'>;
  apps: Pick<AppsRepository, 'byId' | 'membersOf'>;
  visitors: Pick<VisitorsRepository, 'roomsOfApp'>;
  rooms: Services['rooms'];
}

interface StaffChange {
  appId: string;
  came: string[];
  went: string[];
}

const job = 'embed.change-staff';
const batch = 200;

/**
 * Who joins the staff of an app answers those who wrote before, too, and who leaves it reads visitors no longer. Only what
 * a change of the list says is done: whom a room let go by hand is not brought back.
 */
export function createStaffing({ ctx, apps, visitors, rooms }: StaffingDeps) {
  const { jobs } = ctx;

  /** Of these, whom the app names now: a later change may have taken it back. */
  async function present({ workspaceId, staff }: AppRow, ids: readonly string[]): Promise<string[]> {
    const members = await apps.membersOf(workspaceId, staff);
    return ids.filter((id) => staff.includes(id) && members.has(id));
  }

  jobs.define<StaffChange>(job, { timeout: 900 }, async ({ appId, came, went }, signal) => {
    const app = await apps.byId(appId);
    if (app?.conversation !== 'perVisitor') return;
    const joining = await present(app, came);
    const leaving = went.filter((id) => !app.staff.includes(id));
    for (let after: string | null = null; !signal.aborted; ) {
      const found: string[] = await visitors.roomsOfApp(appId, after, batch);
      for (const roomId of found) {
        // First those who come: a room that its owner leaves goes to one of them.
        for (const id of joining) await rooms.addMember(roomId, id, 'admin');
        for (const id of leaving) await rooms.removeMember(roomId, id);
      }
      if (found.length < batch) return;
      after = found.at(-1) as string;
    }
    signal.throwIfAborted();
  });

  return {
    /** Inside the transaction that changes the app. Rooms follow soon afterwards. */
    async changed(appId: string, before: AppSettings, after: AppSettings): Promise<void> {
      if (after.conversation !== 'perVisitor') return;
      const came = after.staff.filter((id) => !before.staff.includes(id));
      const went = before.staff.filter((id) => !after.staff.includes(id));
      if (came.length + went.length > 0) await jobs.enqueue(job, { appId, came, went });
    },
  };
}

export type Staffing = ReturnType<typeof createStaffing>;
