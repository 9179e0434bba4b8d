import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** Who is invited to an event, or joined it. */
@Table({ tableName: 'event_attendees', underscored: true, timestamps: false })
export class EventAttendeeModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare eventId: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;
}
