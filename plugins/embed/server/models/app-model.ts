import { Column, DataType, Model, PrimaryKey, Table } from 'sequelize-typescript';
import type { AiBudget, Conversation, EmbedLimits, EmbedTheme, GuestPolicy } from '../../shared/types.js';

/** A product that shows the widget. */
@Table({ tableName: 'embed_apps', underscored: true, timestamps: true })
export class AppModel extends Model {
  @PrimaryKey
  @Column(DataType.UUID)
  declare id: string;

  @Column(DataType.UUID)
  declare workspaceId: string;

  @Column(DataType.TEXT)
  declare name: string;

  /** Public and unique on the server. */
  @Column(DataType.TEXT)
  declare key: string;

  @Column(DataType.ARRAY(DataType.TEXT))
  declare origins: string[];

  @Column(DataType.TEXT)
  declare identity: 'required' | 'optional';

  @Column(DataType.TEXT)
  declare guests: GuestPolicy;

  @Column(DataType.TEXT)
  declare conversation: Conversation;

  @Column(DataType.ARRAY(DataType.UUID))
  declare staff: string[];

  @Column(DataType.ARRAY(DataType.UUID))
  declare rooms: string[] | null;

  @Column(DataType.ARRAY(DataType.TEXT))
  declare plugins: string[] | null;

  @Column(DataType.ARRAY(DataType.TEXT))
  declare panels: string[] | null;

  @Column(DataType.JSONB)
  declare theme: EmbedTheme;

  @Column(DataType.JSONB)
  declare limits: Required<EmbedLimits>;

  @Column(DataType.JSONB)
  declare aiBudget: AiBudget;

  @Column(DataType.BOOLEAN)
  declare singleUse: boolean;

  @Column(DataType.BOOLEAN)
  declare enabled: boolean;

  @Column(DataType.INTEGER)
  declare version: number;

  @Column(DataType.UUID)
  declare createdBy: string | null;
}
