import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';
import type { EventRole } from '../../shared/types.js';

/** What somebody may do with one event, beside their rights in its room. */
@Table({ tableName: 'event_permissions', underscored: true, timestamps: false })
export class EventPermissionModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare eventId: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;

  @Column(DataType.TEXT)
  declare role: EventRole;

  @Column(DataType.DATE)
  declare grantedAt: Date;
}
