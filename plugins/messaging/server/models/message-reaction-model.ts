import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';

/** Who reacted to a message with what. `messages.reactions` holds the summary that answers show. */
@Table({ tableName: 'message_reactions', underscored: true, timestamps: false })
export class MessageReactionModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare messageId: string;

  @PrimaryKey
  @Column(DataType.TEXT)
  declare emoji: string;

  @PrimaryKey
  @Column(DataType.UUID)
  declare userId: string;

  @Column(DataType.DATE)
  declare createdAt: Date;
}
