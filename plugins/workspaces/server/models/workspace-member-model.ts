import type { Role } from '@teambrain/protocol';
import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'workspace_members', underscored: true, timestamps: false })
export class WorkspaceMemberModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare workspaceId: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;

  @Column(DataType.TEXT)
  declare role: Role;

  @Column(DataType.DATE)
  declare joinedAt: Date;
}
