import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'workspaces', underscored: true, timestamps: true })
export class WorkspaceModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.TEXT)
  declare name: string;

  /** Unique among those that are not deleted. */
  @Column(DataType.TEXT)
  declare slug: string;

  @Column(DataType.TEXT)
  declare description: string | null;

  @Column(DataType.BOOLEAN)
  declare membersMayInvite: boolean;

  @Column(DataType.DATE)
  declare deletedAt: Date | null;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.UUID)
  declare createdBy: string | null;
}
