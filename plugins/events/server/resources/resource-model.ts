import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'event_resources', underscored: true, timestamps: true, updatedAt: false })
export class ResourceModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare workspaceId: string;

  /** Unique in its workspace, whatever the case. */
  @Column(DataType.TEXT)
  declare name: string;

  @Column(DataType.TEXT)
  declare kind: 'room' | 'device' | 'other';

  @Column(DataType.TEXT)
  declare description: string | null;

  @Column(DataType.INTEGER)
  declare capacity: number | null;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.DATE)
  declare createdAt: Date;
}
