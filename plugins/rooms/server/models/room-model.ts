import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

@Table({ tableName: 'rooms', underscored: true, timestamps: true })
export class RoomModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare workspaceId: string;

  @Column(DataType.TEXT)
  declare name: string;

  /** Unique in its workspace. */
  @Column(DataType.TEXT)
  declare slug: string;

  @Column(DataType.TEXT)
  declare topic: string | null;

  @Column(DataType.TEXT)
  declare visibility: 'personal' | 'private' | 'invite' | 'public' | 'password';

  @Column(DataType.TEXT)
  declare kind: 'chat' | 'voice' | 'tasks' | 'document' | 'board';

  @Column(DataType.TEXT)
  declare passwordHash: string | null;

  /** The sorted ids of the people of a direct room. */
  @Column(DataType.TEXT)
  declare directKey: string | null;

  @Column(DataType.INTEGER)
  declare maxMembers: number;

  @Column(DataType.INTEGER)
  declare memberCount: number;

  /** Members that take a place: not guests, not imported authors. */
  @Column(DataType.INTEGER)
  declare taken: number;

  @Column(DataType.DATE)
  declare archivedAt: Date | null;

  @Column(DataType.DATE)
  declare deletedAt: Date | null;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.UUID)
  declare createdBy: string | null;
}
