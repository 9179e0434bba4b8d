import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';
import type { RsvpStatus } from '../../shared/types.js';

/** An answer to an invitation, for one instance or, with an empty `original`, the whole series. */
@Table({ tableName: 'event_responses', underscored: true, timestamps: false })
export class EventResponseModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare eventId: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;

  @PrimaryKey
  @Column(DataType.TEXT)
  declare original: string;

  @Column(DataType.TEXT)
  declare status: RsvpStatus;

  @Column(DataType.DATE)
  declare answeredAt: Date;
}
