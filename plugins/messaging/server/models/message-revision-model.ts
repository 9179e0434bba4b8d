import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** An earlier text of a message. Deleting the message deletes them. */
@Table({ tableName: 'message_revisions', underscored: true, timestamps: false })
export class MessageRevisionModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare messageId: string;

  @PrimaryKey
  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.TEXT)
  declare text: string;

  /** When this version was written. */
  @Column(DataType.DATE)
  declare writtenAt: Date;
}
