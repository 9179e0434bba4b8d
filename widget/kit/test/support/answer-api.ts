import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Answers as the server at `port` does. */
export function answerApi(port: number, asked: IncomingMessage, answer: ServerResponse): void {
  const { url, method, headers } = asked;
  const onward = request({ port, host: '127.0.0.1', path: url, method, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}

/** Joins a socket to the server at `port`. */
export function joinApi(port: number, asked: IncomingMessage, socket: Duplex, head: Buffer): void {
  const onward = connect(port, '127.0.0.1', () => {
    const lines = asked.rawHeaders.reduce(
      (text, each, index) => text + (index % 2 === 0 ? `${each}: ` : `${each}\r\n`),
      '',
    );
    onward.write(`GET ${asked.url} HTTP/1.1\r\n${lines}\r\n`);
    onward.write(head);
    onward.pipe(socket);
    socket.pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
}
