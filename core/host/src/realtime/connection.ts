import type { Socket } from 'node:net';
import { bounds, type CloseName, closeCodes, type WireFormat } from '@teambrain/protocol';
import type WebSocket from 'ws';
import type { SocketPlace } from '../embedding/visitors.js';
import type { Connection } from './live.js';

const connectionOf = Symbol('connection');

export function createConnection(
  ws: WebSocket,
  { format, place, release }: { format: WireFormat; place: SocketPlace; release: () => void },
  slot: number,
): Connection {
  const connection: Connection = {
    ws,
    socket: (ws as unknown as { _socket: Socket })._socket,
    format,
    place,
    slot,
    phase: 'opening',
    actor: null,
    admitted: release,
    channels: null,
    joining: null,
    out: null,
    more: null,
    unacknowledged: 0,
    waiting: null,
    waitingBytes: 0,
    gate: null,
    credit: -1,
    creditAt: 0,
    beatAt: 0,
    unansweredPings: 0,
    drained: 0,
    stalledSince: 0,
  };
  (ws as unknown as Record<symbol, Connection>)[connectionOf] = connection;
  return connection;
}

/** The connection of a socket, for handlers that all sockets share. */
export function ofSocket(ws: WebSocket): Connection {
  return (ws as unknown as Record<symbol, Connection>)[connectionOf] as Connection;
}

/** Bytes that wait in this process because the client does not read them. */
export function backlogOf(connection: Connection): number {
  return connection.socket.writableLength;
}

export const isOpen = (connection: Connection): boolean => connection.phase !== 'closing';

/** Takes the place of the address back, once. */
export function releaseAdmission(connection: Connection): void {
  connection.admitted?.();
  connection.admitted = null;
}

export interface Farewell {
  /** Milliseconds the client waits before it comes back, on top of its own jitter. */
  retryAfterMs?: number;
  reason?: string;
}

const byeDelays: Partial<Record<CloseName, number>> = { flooding: 10_000, slowConsumer: 500, restart: 1_000 };

/** The `bye` frame that announces a close. The delay is spread, so that not all come back at once. */
export function byeFrame(name: CloseName, farewell: Farewell = {}) {
  const { code, reason } = closeCodes[name];
  const delay = farewell.retryAfterMs ?? byeDelays[name] ?? 0;
  return {
    op: 'bye' as const,
    code,
    reason: farewell.reason ?? reason,
    retryAfterMs: Math.round(delay * (1 + Math.random())),
  };
}

export const heartbeatSeconds = Math.round(bounds.heartbeatMs / 1000);
