import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** One changed or cancelled instance, by its original local start. Null is as the series has it. */
@Table({ tableName: 'event_overrides', underscored: true, timestamps: false })
export class EventOverrideModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare eventId: string;

  @PrimaryKey
  @Column(DataType.TEXT)
  declare original: string;

  @Column(DataType.BOOLEAN)
  declare cancelled: boolean;

  @Column(DataType.TEXT)
  declare startLocal: string | null;

  @Column(DataType.TEXT)
  declare endLocal: string | null;

  @Column(DataType.TEXT)
  declare title: string | null;

  @Column(DataType.TEXT)
  declare description: string | null;

  @Column(DataType.TEXT)
  declare location: string | null;
}
