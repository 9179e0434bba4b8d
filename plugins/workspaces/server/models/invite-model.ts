import type { Role } from '@teambrain/protocol';
import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'workspace_invites', underscored: true, timestamps: false })
export class InviteModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare workspaceId: string;

  /** The room that whoever accepts also joins. */
  @Column(DataType.UUID)
  declare roomId: string | null;

  /** SHA-256 of the code, which nobody keeps. */
  @Column(DataType.BLOB)
  declare codeHash: Buffer;

  /** What somebody new becomes in the workspace. */
  @Column(DataType.TEXT)
  declare role: Exclude<Role, 'owner'>;

  /** What whoever accepts becomes in the room. */
  @Column(DataType.TEXT)
  declare roomRole: Exclude<Role, 'owner'> | null;

  @Column(DataType.TEXT)
  declare email: string | null;

  @Column(DataType.INTEGER)
  declare uses: number;

  @Column(DataType.INTEGER)
  declare maxUses: number;

  @Column(DataType.UUID)
  declare createdBy: string | null;

  @Column(DataType.DATE)
  declare createdAt: Date;

  @Column(DataType.DATE)
  declare expiresAt: Date;

  @Column(DataType.DATE)
  declare revokedAt: Date | null;
}
