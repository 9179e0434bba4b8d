import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** A message; a deleted one stays as a tombstone with its place and author. */
@Table({ tableName: 'messages', underscored: true, timestamps: false })
export class MessageModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare roomId: string;

  @Column(DataType.BIGINT)
  declare seq: number;

  @Column(DataType.UUID)
  declare authorId: string;

  @Column(DataType.TEXT)
  declare text: string;

  @Column(DataType.UUID)
  declare replyTo: string | null;

  @Column(DataType.UUID)
  declare threadId: string | null;

  @Column(DataType.INTEGER)
  declare replyCount: number;

  @Column(DataType.DATE)
  declare lastReplyAt: Date | null;

  @Column(DataType.ARRAY(DataType.UUID))
  declare mentions: string[];

  @Column(DataType.DATE)
  declare pinnedAt: Date | null;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.TEXT)
  declare clientId: string | null;

  @Column(DataType.BLOB)
  declare bodyHash: Buffer | null;

  @Column(DataType.DATE)
  declare createdAt: Date;

  @Column(DataType.DATE)
  declare editedAt: Date | null;

  @Column(DataType.DATE)
  declare deletedAt: Date | null;

  /** Where an imported message comes from, and its id there. */
  @Column(DataType.TEXT)
  declare source: string | null;

  @Column(DataType.TEXT)
  declare sourceId: string | null;
}
