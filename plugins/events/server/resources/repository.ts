import type { Database } from '@teambrain/core';
import { Op } from 'sequelize';
import type { ResourceKind } from '../../shared/types.js';
import { ResourceModel } from './resource-model.js';

export interface ResourceRow {
  id: string;
  workspaceId: string;
  name: string;
  kind: ResourceKind;
  description: string | null;
  capacity: number | null;
  version: number;
  createdAt: Date;
}

export type ResourceChange = Partial<Pick<ResourceRow, 'name' | 'kind' | 'description' | 'capacity'>>;

export function createResourceRepository(db: Database) {
  const table = () => db.model(ResourceModel);

  return {
    async workspaceOf(id: string): Promise<string | null> {
      const [row] = await db.query<{ workspaceId: string }>(
        'select workspace_id as "workspaceId" from event_resources where id = $1',
        [id],
        { name: 'events.resourceWorkspace' },
      );
      return row?.workspaceId ?? null;
    },
    async list(workspaceId: string, after: string | null, limit: number): Promise<ResourceRow[]> {
      const later = after === null ? {} : { id: { [Op.gt]: after } };
      return table().findAll({ where: { workspaceId, ...later }, order: [['id', 'asc']], limit });
    },
    async insert(row: Omit<ResourceRow, 'version' | 'createdAt'>): Promise<ResourceRow> {
      return table().create({ ...row, version: 1 }, { returning: true });
    },
    /** Locks it for the rest of the transaction: whoever books it waits. */
    async lock(id: string): Promise<ResourceModel | null> {
      return table().findByPk(id, { lock: true });
    },
    async update(row: ResourceModel, change: ResourceChange): Promise<ResourceRow> {
      return row.update({ ...change, version: row.version + 1 });
    },
    /** Its bookings and its place in events go with it. Gives the events that named it, by room. */
    async delete(id: string): Promise<{ roomId: string; eventIds: string[] }[]> {
      const events = await db.query<{ roomId: string; eventIds: string[] }>(
        `select e.room_id as "roomId", array_agg(e.id::text) as "eventIds" from event_resource_links l
         join events e on e.id = l.event_id where l.resource_id = $1 group by e.room_id`,
        [id],
      );
      await db.query('delete from event_resources where id = $1', [id]);
      return events;
    },
  };
}

export type ResourceRepository = ReturnType<typeof createResourceRepository>;
