import type { CommonFlags } from '../flags.js';
import { offline } from './offline.js';

/** `teambrain migrate`: what every start does first, as a step of its own for careful deployments. */
export async function migrateDatabase(flags: CommonFlags): Promise<void> {
  await offline(flags, async () => console.log('The database is up to date.'));
}
