import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** An account: a person, a guest of an embed app, or a bot. Without a password hash it cannot log in. */
@Table({ tableName: 'users', underscored: true, timestamps: true })
export class UserModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.TEXT)
  declare username: string;

  /** Normalised and unique. */
  @Column(DataType.TEXT)
  declare usernameKey: string;

  @Column(DataType.TEXT)
  declare displayName: string;

  @Column(DataType.TEXT)
  declare email: string | null;

  @Column(DataType.TEXT)
  declare emailKey: string | null;

  @Column(DataType.TEXT)
  declare avatarUrl: string | null;

  @Column(DataType.TEXT)
  declare kind: 'user' | 'guest' | 'bot';

  @Column(DataType.ARRAY(DataType.TEXT))
  declare serverRoles: string[];

  @Column(DataType.TEXT)
  declare passwordHash: string | null;

  @Column(DataType.INTEGER)
  declare tokenVersion: number;

  @Column(DataType.DATE)
  declare deactivatedAt: Date | null;

  /** Where an imported or provisioned account comes from, and its id there. */
  @Column(DataType.TEXT)
  declare source: string | null;

  @Column(DataType.TEXT)
  declare sourceId: string | null;

  @Column(DataType.INTEGER)
  declare version: number;
}
