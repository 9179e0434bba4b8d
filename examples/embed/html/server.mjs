import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { signEmbedToken } from '@teambrain/sdk/server';

const { TEAMBRAIN_APP_KEY: appKey, TEAMBRAIN_APP_SECRET: secret, PORT = 3000 } = process.env;

createServer(async (request, response) => {
  if (request.url === '/api/teambrain-token') {
    // Who is it? Here everybody is Ada; your product looks into its own session.
    response.end(await signEmbedToken({ appKey, secret, sub: 'ada', name: 'Ada Moreno' }));
  } else {
    response.setHeader('content-type', 'text/html').end(await readFile('index.html'));
  }
}).listen(PORT);
