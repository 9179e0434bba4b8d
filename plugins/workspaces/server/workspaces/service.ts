import {
  type Actor,
  type Database,
  decodeCursor,
  encodeCursor,
  idPart,
  isUniqueViolation,
  newId,
  type PluginContext,
  pageOf,
  problem,
} from '@teambrain/core';
import type { Page } from '@teambrain/protocol';
import type { CreateWorkspace, UpdateWorkspace, Workspace } from '../../shared/types.js';
import type { AuditRepository } from '../audit/repository.js';
import type { WorkspacesConfig } from '../config.js';
import type { MembersRepository } from '../members/repository.js';
import { workspaceProblem } from '../problems.js';
import type { ViewedRow, WorkspaceChange, WorkspacesRepository } from './repository.js';
import { slugOf } from './slug.js';
import { viewedView, workspaceView } from './views.js';

export interface WorkspaceServiceDeps {
  ctx: PluginContext<WorkspacesConfig>;
  repository: WorkspacesRepository;
  members: MembersRepository;
  audit: AuditRepository;
}

const slugTries = 20;

/** Makes, shows, changes and deletes workspaces. */
export function createWorkspaceService({ ctx, repository, members, audit }: WorkspaceServiceDeps) {
  const { realtime, events } = ctx;
  const db: Database = ctx.db;

  async function viewed(viewerId: string, id: string): Promise<Workspace> {
    const [row] = await repository.viewed(viewerId, [id]);
    if (row === undefined) throw problem('not_found');
    return viewedView(row);
  }

  /** Takes the slug asked for, or the first free one made of the name. */
  async function insert(id: string, input: CreateWorkspace & { ownerId: string }): Promise<void> {
    const { name, ownerId, description, membersMayInvite = false } = input;
    const wanted = input.slug ?? slugOf(name);
    for (let i = 1; ; i++) {
      const slug = i === 1 ? wanted : i <= slugTries ? `${wanted}-${i}` : `${wanted}-${id.slice(-7)}`;
      const done = await repository.insert({
        id,
        name: name.trim(),
        slug,
        description: description?.trim() || null,
        membersMayInvite,
        createdBy: ownerId,
      });
      if (done) return;
      if (input.slug !== undefined || i > slugTries) throw workspaceProblem('workspace_slug_taken');
    }
  }

  async function create(input: CreateWorkspace & { ownerId: string }): Promise<Workspace> {
    const { ownerId } = input;
    if (input.slug !== undefined && idPart.test(input.slug)) {
      const errors = [{ path: '/slug', message: 'must not be shaped like an id' }];
      throw problem('validation_failed', undefined, { errors });
    }
    const id = newId();
    await db.transaction(async () => {
      await insert(id, input);
      await members.add(id, ownerId, 'owner');
      await realtime.channel('workspace', id).create();
      realtime.channel('user', ownerId).append({ type: 'workspace.joined', actor: ownerId, ref: id });
      await audit.write({ workspaceId: id, actorId: ownerId, action: 'workspace.created' });
      db.afterCommit(() => events.emit('workspace.created', { workspaceId: id, ownerId }));
    });
    return viewed(ownerId, id);
  }

  return {
    viewed,
    create,
    createAs(actor: Actor, input: CreateWorkspace): Promise<Workspace> {
      if (ctx.config.creation === 'admins' && !actor.serverRoles.includes('admin')) {
        throw workspaceProblem('workspace_creation_closed');
      }
      return create({ ...input, ownerId: actor.id });
    },
    async list(actor: Actor, query: { limit: number; cursor?: string }): Promise<Page<Workspace>> {
      const [after = null] = decodeCursor(query.cursor, idPart) ?? [];
      const only = actor.embed?.workspaceId ?? null;
      const rows = await repository.mine(actor.id, after, query.limit + 1, only);
      // How many visitors other apps of the workspace have is not for the visitors of this one.
      const view = only === null ? viewedView : (row: ViewedRow) => ({ ...viewedView(row), memberCount: 0 });
      return pageOf(rows, query.limit, view, ({ id }) => encodeCursor(id));
    },
    /** As everybody may get them, by id. */
    async byIds(ids: readonly string[]): Promise<Map<string, Workspace>> {
      const rows = ids.length === 0 ? [] : await repository.byIds(ids);
      return new Map(rows.map((row) => [row.id, workspaceView(row)]));
    },
    async update(
      actor: Actor,
      id: string,
      input: UpdateWorkspace,
      baseVersion: number | undefined,
    ): Promise<Workspace> {
      const change: WorkspaceChange = {
        ...(input.name === undefined ? {} : { name: input.name.trim() }),
        ...(input.slug === undefined ? {} : { slug: input.slug }),
        ...(input.description === undefined ? {} : { description: input.description.trim() || null }),
        ...(input.membersMayInvite === undefined ? {} : { membersMayInvite: input.membersMayInvite }),
      };
      if (input.slug !== undefined && idPart.test(input.slug)) {
        const errors = [{ path: '/slug', message: 'must not be shaped like an id' }];
        throw problem('validation_failed', undefined, { errors });
      }
      const apply = async () => {
        const present = await repository.lock(id);
        const role = (await members.roles(id, [actor.id])).get(actor.id);
        if (present === null || role === undefined) throw problem('not_found');
        if (role !== 'owner' && role !== 'admin') throw problem('forbidden');
        if (baseVersion !== undefined && baseVersion !== present.version) return false;
        await repository.update(id, change);
        const version = present.version + 1;
        const channel = realtime.channel('workspace', id);
        channel.append({ type: 'workspace.updated', actor: actor.id, ref: id, version });
        await audit.write({
          workspaceId: id,
          actorId: actor.id,
          action: 'workspace.updated',
          facts: { fields: Object.keys(change).join(' ') },
        });
        return true;
      };
      let done: boolean;
      try {
        done = await db.transaction(apply);
      } catch (error) {
        throw isUniqueViolation(error, 'workspaces_slug') ? workspaceProblem('workspace_slug_taken') : error;
      }
      const current = await viewed(actor.id, id);
      if (!done) throw problem('version_conflict', undefined, { current });
      return current;
    },
    async delete(actor: Actor, id: string): Promise<void> {
      await db.transaction(async () => {
        const present = await repository.lock(id);
        const role = (await members.roles(id, [actor.id])).get(actor.id);
        if (present === null || role === undefined) throw problem('not_found');
        if (role !== 'owner') throw problem('forbidden');
        const everybody = await members.ids(id);
        await repository.markDeleted(id);
        const channel = realtime.channel('workspace', id);
        channel.appendRights({ type: 'workspace.deleted', actor: actor.id, ref: id });
        for (const userId of everybody) {
          realtime.channel('user', userId).append({ type: 'workspace.left', actor: actor.id, ref: id });
        }
        await audit.write({ workspaceId: id, actorId: actor.id, action: 'workspace.deleted' });
        db.afterCommit(() => {
          ctx.access.forget('workspace', id);
          channel.end('deleted');
          events.emit('workspace.deleted', { workspaceId: id });
        });
      });
    },
  };
}

export type WorkspaceService = ReturnType<typeof createWorkspaceService>;
