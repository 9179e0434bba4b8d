import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** An event or series. Times are wall times in a zone; `firstAt` and `lastAt` span the whole series. */
@Table({ tableName: 'events', underscored: true, timestamps: false })
export class EventModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare roomId: string;

  @Column(DataType.UUID)
  declare workspaceId: string;

  /** Identity in calendar files, unique in a room. */
  @Column(DataType.TEXT)
  declare uid: string;

  @Column(DataType.UUID)
  declare authorId: string | null;

  @Column(DataType.TEXT)
  declare title: string;

  @Column(DataType.TEXT)
  declare description: string | null;

  @Column(DataType.TEXT)
  declare location: string | null;

  @Column(DataType.TEXT)
  declare startLocal: string;

  @Column(DataType.TEXT)
  declare endLocal: string;

  @Column(DataType.TEXT)
  declare timeZone: string;

  @Column(DataType.TEXT)
  declare endTimeZone: string | null;

  @Column(DataType.BOOLEAN)
  declare allDay: boolean;

  @Column(DataType.TEXT)
  declare rrule: string | null;

  @Column(DataType.ARRAY(DataType.TEXT))
  declare rdate: string[];

  @Column(DataType.ARRAY(DataType.TEXT))
  declare exdate: string[];

  @Column(DataType.BOOLEAN)
  declare busy: boolean;

  /** Minutes before each start. */
  @Column(DataType.ARRAY(DataType.INTEGER))
  declare reminders: number[];

  @Column(DataType.DATE)
  declare firstAt: Date;

  /** `infinity` for an endless series. */
  @Column(DataType.DATE)
  declare lastAt: Date | number;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.DATE)
  declare createdAt: Date;

  @Column(DataType.DATE)
  declare updatedAt: Date;
}
