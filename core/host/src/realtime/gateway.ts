import websocket from '@fastify/websocket';
import { bounds, subprotocols, type WireFormat } from '@teambrain/protocol';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type WebSocket from 'ws';
import type { SocketPlace } from '../embedding/visitors.js';
import { newId } from '../ids.js';
import type { Operation } from '../plugins/operation.js';
import { addressKey } from '../transport/address.js';
import { problem } from '../transport/problem-error.js';
import type { Admission } from './admission.js';
import type { Closing } from './closing.js';
import { createConnection, heartbeatSeconds, ofSocket } from './connection.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import type { Receive } from './receive.js';
import { checkOrigin, checkQuery, chooseFormat, type OriginPolicy } from './upgrade.js';
import { encoded } from './wire.js';

/** Opening a socket. The token comes in the first frame, so there is no actor yet. */
export const connectOperation: Operation = {
  id: 'realtime.connect',
  summary: 'Opens a socket for channels, actions and signals',
  permission: 'public',
  // A whole office behind one address comes back at once when a server restarts.
  limit: { max: 3_000 },
};

interface Ticket {
  release: () => void;
  format: WireFormat;
  place: SocketPlace;
}

export interface GatewayDeps {
  admission: Admission;
  receive: Receive;
  outbox: Outbox;
  closing: Closing;
  connections: Set<Connection>;
  policy: OriginPolicy;
  epoch(): string;
  isDraining(): boolean;
  onOpen(connection: Connection): void;
  stop(): Promise<void>;
  log: Pick<FastifyBaseLogger, 'debug'>;
}

/** `GET /v1/ws`, in two parts: taking over upgrades, and the route. */
export function createGateway(deps: GatewayDeps) {
  const { admission, receive, outbox, closing, connections } = deps;
  const tickets = new WeakMap<FastifyRequest['raw'], Ticket>();
  let count = 0;

  // Shared by all sockets; `this` is the socket.
  function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
    receive.message(ofSocket(this), data, isBinary);
  }
  function onPing(this: WebSocket): void {
    receive.ping(ofSocket(this));
  }
  function onPong(this: WebSocket): void {
    receive.pong(ofSocket(this));
  }
  function onClose(this: WebSocket): void {
    const connection = ofSocket(this);
    connections.delete(connection);
    closing.gone(connection);
  }
  function onError(this: WebSocket, error: Error): void {
    deps.log.debug({ err: error }, 'a socket failed');
  }

  async function admit(request: FastifyRequest): Promise<void> {
    const format = chooseFormat(request);
    const place = await checkOrigin(request, checkQuery(request), deps.policy);
    if (deps.isDraining()) throw problem('unavailable', 'The server is stopping.', { retryAfter: 1 });
    if (!(request as { ws?: boolean }).ws) return;
    const release = await admission.enter(addressKey(request.ip));
    if (!release)
      throw problem('rate_limited', 'Too many sockets of this address have not signed in.', {
        retryAfter: 5,
      });
    const { socket } = request.raw;
    if (socket.destroyed) return release();
    tickets.set(request.raw, { release, format, place });
    socket.once('close', release);
  }

  function open(ws: WebSocket, request: FastifyRequest): void {
    const ticket = tickets.get(request.raw) as Ticket;
    tickets.delete(request.raw);
    const { socket } = request.raw;
    socket.removeListener('close', ticket.release);
    // The response object would keep the whole request alive for as long as the socket lives.
    const response = (socket as unknown as { _httpMessage?: { detachSocket(from: unknown): void } | null })
      ._httpMessage;
    response?.detachSocket(socket);
    socket.setNoDelay(true);
    ws.removeAllListeners('error');
    const connection = createConnection(ws, ticket, count++ % heartbeatSeconds);
    ws.on('error', onError);
    ws.on('message', onMessage);
    ws.on('ping', onPing);
    ws.on('pong', onPong);
    ws.on('close', onClose);
    connections.add(connection);
    outbox.send(
      connection,
      encoded({
        op: 'hello',
        heartbeatMs: bounds.heartbeatMs,
        maxFrame: bounds.maxFrame,
        sessionId: newId(),
        epoch: deps.epoch(),
      }),
    );
    deps.onOpen(connection);
  }

  /** Takes upgrades over. Register it at the root before any route: upgrades of other addresses must be ended too. */
  const upgrades = fp(
    async (app: FastifyInstance) => {
      await app.register(websocket, {
        options: {
          maxPayload: bounds.maxFrame,
          // Five to six times the CPU of a delivery, and memory per socket.
          perMessageDeflate: false,
          clientTracking: false,
          maxFragments: 64,
          handleProtocols: (offered: Set<string>) => protocolOf(offered),
        } as object,
        preClose: (done: (error?: Error) => void) => {
          deps.stop().then(() => done(), done);
        },
      });
    },
    { name: 'realtime-upgrades' },
  );

  /** The route itself, for the prefix `/v1`. */
  const gateway = async (app: FastifyInstance) => {
    app.get(
      '/ws',
      {
        websocket: true,
        config: { operation: connectOperation },
        schema: { summary: connectOperation.summary, operationId: connectOperation.id, hide: true },
        preValidation: admit,
      },
      open,
    );
  };

  return { upgrades, gateway };
}

function protocolOf(offered: Set<string>): string | false {
  const known: readonly string[] = Object.values(subprotocols);
  for (const name of offered) if (known.includes(name)) return name;
  return false;
}
