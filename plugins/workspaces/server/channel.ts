import type { LogEvent, PluginContext } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import { Type } from 'typebox';
import { workspaceMemberSchema, workspaceRoleSchema, workspaceSchema } from '../shared/schemas.js';
import type { Workspace, WorkspaceMember } from '../shared/types.js';
import type { WorkspacesConfig } from './config.js';
import type { MembersRepository } from './members/repository.js';
import type { WorkspaceService } from './workspaces/service.js';

export interface ChannelDeps {
  ctx: PluginContext<WorkspacesConfig>;
  service: WorkspaceService;
  members: MembersRepository;
}

const id = Type.String({ format: 'uuid' });
const refOf = (event: LogEvent) => event.ref ?? '';
const idOf = (event: LogEvent) => event.channel.slice(event.channel.indexOf(':') + 1);

/** The channel `workspace:<id>`, and what workspaces say on `user:<id>`. */
export function registerChannels({ ctx, service, members }: ChannelDeps): void {
  const { realtime } = ctx;
  realtime.registerKind({ kind: 'workspace', scope: 'workspace', permission: 'workspaces.view' });

  realtime.registerEvent<Workspace>({
    type: 'workspace.updated',
    channel: 'workspace',
    summary: 'Name, slug, description or settings changed',
    data: workspaceSchema,
    async render(events) {
      const found = await service.byIds([...new Set(events.map(refOf))]);
      return events.map((event) => found.get(refOf(event)) ?? null);
    },
  });
  realtime.registerEvent<{ workspaceId: string }>({
    type: 'workspace.deleted',
    channel: 'workspace',
    summary: 'The workspace is gone with everything in it',
    data: Type.Object({ workspaceId: id }),
    render: async (events) => events.map((event) => ({ workspaceId: refOf(event) })),
  });
  realtime.registerEvent<WorkspaceMember>({
    type: 'member.added',
    channel: 'workspace',
    summary: 'Somebody joined',
    data: workspaceMemberSchema,
    async render(events) {
      const [first] = events;
      const found =
        first === undefined ? new Map() : await members.find(idOf(first), [...new Set(events.map(refOf))]);
      return events.map((event) => found.get(refOf(event)) ?? null);
    },
  });
  realtime.registerEvent<{ userId: string }>({
    type: 'member.removed',
    channel: 'workspace',
    summary: 'Somebody left, was removed or deactivated the account',
    data: Type.Object({ userId: id }),
    render: async (events) => events.map((event) => ({ userId: refOf(event) })),
  });
  realtime.registerEvent<{ userId: string; role: Role }>({
    type: 'member.role_changed',
    channel: 'workspace',
    summary: 'Somebody holds another role',
    data: Type.Object({ userId: id, role: workspaceRoleSchema }),
    render: async (events) =>
      events.map((event) => ({ userId: refOf(event), role: (event.facts?.role ?? 'member') as Role })),
  });

  realtime.registerEvent<Workspace>({
    type: 'workspace.joined',
    channel: 'user',
    summary: 'One became a member of a workspace',
    data: workspaceSchema,
    render: (events) =>
      Promise.all(
        events.map((event) =>
          service.viewed(idOf(event), refOf(event)).then(
            (workspace) => (workspace.role === undefined ? null : workspace),
            () => null,
          ),
        ),
      ),
  });
  realtime.registerEvent<{ workspaceId: string }>({
    type: 'workspace.left',
    channel: 'user',
    summary: 'One is no longer a member of a workspace',
    data: Type.Object({ workspaceId: id }),
    render: async (events) => events.map((event) => ({ workspaceId: refOf(event) })),
  });
}
