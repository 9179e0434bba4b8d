import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** A signed-in device: one family of refresh tokens. */
@Table({ tableName: 'sessions', underscored: true, timestamps: false })
export class SessionModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare userId: string;

  @Column(DataType.TEXT)
  declare userAgent: string | null;

  @Column(DataType.DATE)
  declare createdAt: Date;

  @Column(DataType.DATE)
  declare lastSeenAt: Date;

  @Column(DataType.DATE)
  declare expiresAt: Date;

  @Column(DataType.DATE)
  declare endedAt: Date | null;
}
