import { type Static, Type } from 'typebox';

/** Section `mail` of the configuration. */
export const mailConfig = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: '^smtps?://.',
        description:
          'SMTP server that sends mail: smtp://user:password@mail.example.com:587, or smtps:// for TLS from the first byte. Without it no mail is sent.',
        'x-secret': true,
      }),
    ),
    from: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 320,
        description: 'Sender of mails, `TeamBrain <no-reply@example.com>`. Needed with `mail.url`.',
      }),
    ),
  },
  { additionalProperties: false, default: {} },
);

export type MailConfig = Static<typeof mailConfig>;
