import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'room_members', underscored: true, timestamps: false })
export class RoomMemberModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare roomId: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;

  @Column(DataType.TEXT)
  declare role: 'owner' | 'admin' | 'member' | 'viewer';

  @Column(DataType.BOOLEAN)
  declare takesPlace: boolean;

  @Column(DataType.DATE)
  declare joinedAt: Date;

  /** Head of the log when the member joined: what came before is not unread. */
  @Column(DataType.BIGINT)
  declare joinedSeq: number;

  /** The read cursor. */
  @Column(DataType.BIGINT)
  declare readSeq: number;
}
