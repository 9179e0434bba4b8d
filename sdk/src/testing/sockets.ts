import type { Codec, SocketConstructor, SocketLike } from '@teambrain/client';
import { json } from '@teambrain/client';
import type { ClientFrame, ServerFrame, User } from '@teambrain/protocol';
import { subprotocols } from '@teambrain/protocol';
import { msgpack } from '../msgpack.js';
import type { Faults } from './faults.js';

/** The server's end of one connection. */
export interface Peer {
  user: User | undefined;
  readonly channels: Set<string>;
  readonly url: string;
  send(frame: ServerFrame): void;
  close(code: number): void;
}

/** Makes a WebSocket class whose other end is `accept`. */
export function createMockWebSocket(options: {
  faults: Faults;
  peers: Set<Peer>;
  onOpen(peer: Peer): void;
  onFrame(peer: Peer, frame: ClientFrame): void;
}): SocketConstructor {
  const { faults, peers } = options;
  const later = (run: () => void) => setTimeout(run, faults.delayMs);

  return class MockSocket implements SocketLike {
    binaryType = 'blob';
    readyState = 0;
    onopen: SocketLike['onopen'] = null;
    onmessage: SocketLike['onmessage'] = null;
    onclose: SocketLike['onclose'] = null;
    onerror: SocketLike['onerror'] = null;
    #codec: Codec;
    #peer: Peer;

    constructor(url: string, protocols: string | string[] = []) {
      this.#codec = [protocols].flat().includes(subprotocols.msgpack) ? msgpack : json;
      this.#peer = {
        user: undefined,
        channels: new Set(),
        url,
        send: (frame) => {
          const data = this.#codec.encode(frame);
          later(() => this.readyState === 1 && this.onmessage?.({ data } as never));
        },
        close: (code) => void later(() => this.#end(code)),
      };
      later(() => {
        if (this.readyState !== 0) return;
        if (faults.offline) return this.#end(1006);
        this.readyState = 1;
        peers.add(this.#peer);
        this.onopen?.({} as never);
        options.onOpen(this.#peer);
      });
    }
    send(data: string | Uint8Array<ArrayBuffer>) {
      const frame = this.#codec.decode(data) as ClientFrame;
      later(() => this.readyState === 1 && options.onFrame(this.#peer, frame));
    }
    close(code = 1005) {
      later(() => this.#end(code));
    }
    #end(code: number) {
      if (this.readyState === 3) return;
      this.readyState = 3;
      peers.delete(this.#peer);
      this.onclose?.({ code, reason: '' } as never);
    }
  };
}
