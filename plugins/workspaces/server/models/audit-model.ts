import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** A line of the audit trail. Rows are only ever added. */
@Table({ tableName: 'audit_log', underscored: true, timestamps: false })
export class AuditModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare workspaceId: string;

  @Column(DataType.UUID)
  declare actorId: string | null;

  @Column(DataType.TEXT)
  declare action: string;

  @Column(DataType.TEXT)
  declare target: string | null;

  @Column(DataType.JSONB)
  declare facts: Record<string, unknown> | null;

  @Column(DataType.DATE)
  declare at: Date;
}
