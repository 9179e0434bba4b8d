/** `GET /v1/meta`: what this server offers this actor here. */
export interface Meta {
  name: string;
  version: string;
  api: string;
  epoch: string;
  serverTime: string;
  /** Enabled plugins by name. */
  plugins: Record<string, { version: string }>;
  /** Permissions the actor holds in the asked workspace or room (or on the server). */
  permissions: string[];
  /** Bounds that clients should know, those of the plugins among them (`maxMessageChars` of messaging). */
  limits: { maxBodyBytes: number; [name: string]: number };
  registration: 'open' | 'invite' | 'closed';
  /** Whether somebody who forgot the password can ask for a link (`POST /v1/auth/password/forgot`). */
  passwordReset: boolean;
}
