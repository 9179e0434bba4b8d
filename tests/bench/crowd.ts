import type { LoadClient, LoadSocket } from './clients/contract.js';

/** Sockets that connect at once: enough to be quick, few enough for every server's bounds. */
const atOnce = 12;

/** Connects `count` sockets; they come in the order of their numbers. */
export async function connectMany(
  count: number,
  one: (index: number) => { client: LoadClient; room: string; received(text: string): void },
): Promise<LoadSocket[]> {
  const sockets: LoadSocket[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      const { client, room, received } = one(index);
      sockets[index] = await client.connect(room, received);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return sockets;
}
