import type { Connection } from './connection.js';
import type { ClientEvents, Status } from './contract.js';
import type { Emitter } from './emitter.js';
import { TeamBrainError } from './errors.js';

/** Opens the socket and says how that went. The widget for script tags is built without. */
export function createConnect(connection: Connection, on: Emitter<ClientEvents>['on']) {
  return () =>
    new Promise<void>((resolve, reject) => {
      let last: Error = new TeamBrainError('The client is closed. Make a new one.');
      const settle = (status: Status) => {
        if (status === 'online') resolve();
        else if (status === 'closed' || status === 'offline') reject(last);
        else return;
        for (const off of offs) off();
      };
      const offs = [
        on('status', settle),
        on('error', (error) => {
          last = error;
        }),
      ];
      connection.open();
      const { status } = connection;
      if (status === 'online' || status === 'closed') settle(status);
    });
}
