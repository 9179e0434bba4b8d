import { isIP } from 'node:net';
import type { MailConfig } from './config.js';

export interface Message {
  to: { name: string; address: string };
  subject: string;
  text: string;
}

export interface Mail {
  /** Whether a mail server is configured. */
  readonly ready: boolean;
  /** Hands the message to the mail server. Throws when it does not take it, without naming the receiver. */
  send(message: Message): Promise<void>;
}

const connectMs = 5_000;
const answerMs = 10_000;

/** Mail by SMTP. TLS is required for every server but one on this machine. */
export function createMail({ url, from }: MailConfig): Mail {
  async function transport() {
    // Few servers send mail in their first minutes: their start does not pay for it.
    const { createTransport } = await import('nodemailer');
    const { protocol, hostname, port, username, password } = new URL(url as string);
    const host = hostname.replace(/^\[|\]$/g, '');
    const secure = protocol === 'smtps:';
    return createTransport({
      host,
      port: Number(port) || (secure ? 465 : 587),
      secure,
      requireTLS: !secure && !isThisMachine(host),
      ...(username === ''
        ? {}
        : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: answerMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  return {
    ready: url !== undefined,
    async send(message) {
      if (url === undefined) throw new Error('no mail server is configured');
      const connection = await transport();
      try {
        await connection.sendMail({ from, ...message });
      } catch (error) {
        // Its own text and properties quote the address.
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        throw new Error(`the mail server did not take a message (${[code, responseCode].filter(Boolean)})`);
      } finally {
        connection.close();
      }
    },
  };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
