/** One line of a chat history, in the form that the import reads. */
export interface ChatLine {
  id: string;
  room: string;
  at: string;
  user: string;
  text: string;
  replyTo?: string;
}

export interface GenerateOptions {
  /** Number of rooms. Default 3. */
  rooms?: number;
  /** Messages over all rooms. Default 1,000. */
  messages?: number;
  /** The same seed gives the same history. Default 1. */
  seed?: number;
  /** Time of the first message. Default 2024-01-01. */
  from?: Date;
}

const sayings = [
  'has anybody seen the build fail on arm64?',
  'yes, since **yesterday**',
  'it is the new cache: see https://status.example/incidents/42',
  'try `npm ci --ignore-scripts` first',
  'works here',
  'thanks, that was it',
  'die Datenbankverbindung bricht immer wieder ab',
  'ich schaue mir das Protokoll an',
  '数据库连接又断了',
  'サーバーを再起動しました',
  '서버를 다시 시작했습니다',
  'هل جرب أحدكم النسخة الجديدة؟',
  '- [ ] write the release notes\n- [x] tag it',
  'can we ship this on friday?',
  'please not on a friday',
  'the meeting moves to 15:00',
  '+1',
];

/** A made-up chat history: several rooms, a few busy and many quiet authors, about one reply in five. */
export function generateChat(options: GenerateOptions = {}): ChatLine[] {
  const { rooms = 3, messages = 1_000, seed = 1, from = new Date('2024-01-01T08:00:00Z') } = options;
  const random = mulberry32(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const lines: ChatLine[] = [];
  const said: string[][] = Array.from({ length: rooms }, () => []);
  let at = from.getTime();
  for (let index = 0; index < messages; index += 1) {
    at += 500 + pick(60_000);
    const room = pick(rooms);
    const earlier = said[room] as string[];
    const id = `generated.${seed}:${index}`;
    // A square makes the first names busy: a tenth of the authors writes a third of the messages.
    const author = Math.floor(random() ** 2 * Math.max(5, rooms * 12));
    const back = earlier[earlier.length - 1 - pick(10)];
    lines.push({
      id,
      room: `room-${room + 1}`,
      at: new Date(at).toISOString(),
      user: `author-${author + 1}`,
      text: `${sayings[pick(sayings.length)]} (${index})`,
      ...(back !== undefined && random() < 0.2 ? { replyTo: back } : {}),
    });
    earlier.push(id);
  }
  return lines;
}

/** A small generator with a seed; good enough to scatter test data, and for nothing else. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
