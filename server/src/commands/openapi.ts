import type { CommonFlags } from '../flags.js';
import { offline } from './offline.js';

/** `teambrain openapi > openapi.json`: the description of exactly the routes that are mounted. */
export async function printOpenApi(flags: CommonFlags): Promise<void> {
  await offline(flags, async ({ app }) => {
    const answer = await app.inject({ url: '/openapi.json', headers: { accept: 'application/json' } });
    if (answer.statusCode !== 200)
      throw new Error(`the description is switched off (docs.enabled): ${answer.statusCode}`);
    process.stdout.write(`${JSON.stringify(answer.json(), null, 2)}\n`);
  });
}
