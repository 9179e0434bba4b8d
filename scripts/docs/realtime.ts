interface Described {
  channels: Record<string, { address: string; description: string; messages: Record<string, Message> }>;
  'x-close-codes': Record<string, { code: number; reason: string }>;
}
interface Message {
  summary: string;
  'x-frame': 'do' | 'event' | 'signal';
  'x-permission'?: string;
}

const titles = { do: 'Actions', event: 'Events', signal: 'Signals' } as const;

/** Every action, event and signal of every kind of channel. */
export function realtimePage({ channels, 'x-close-codes': codes }: Described): string {
  const section = ([kind, { address, description, messages }]: [string, Described['channels'][string]]) => [
    `## \`${address}\``,
    '',
    description,
    '',
    ...(Object.keys(titles) as (keyof typeof titles)[]).flatMap((frame) => {
      const rows = Object.entries(messages).filter(([, message]) => message['x-frame'] === frame);
      if (rows.length === 0) return [];
      return [
        `| ${titles[frame].toLowerCase()} of ${kind} | right | what |`,
        '|---|---|---|',
        ...rows.map(
          ([name, m]) =>
            `| \`${name.replace('signal ', '')}\` | ${m['x-permission'] ? `\`${m['x-permission']}\`` : ''} | ${m.summary} |`,
        ),
        '',
      ];
    }),
  ];
  return [
    '# Realtime',
    '',
    'One socket at `/v1/ws`, subprotocol `teambrain.v1.json` or `teambrain.v1.msgpack`, many channels. An action is the',
    'same operation as the HTTP route of that id: same body, same right, same limit. Events carry a `seq` without gaps and',
    'are replayed after a reconnect; signals are not kept. Payload schemas are in `/asyncapi.json`.',
    '',
    ...Object.entries(channels).flatMap(section),
    '## Close codes',
    '',
    '| code | meaning |',
    '|---:|---|',
    ...Object.values(codes).map(({ code, reason }) => `| ${code} | ${reason} |`),
  ].join('\n');
}
