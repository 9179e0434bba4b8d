import { printConfig } from '@teambrain/core';
import { type CommonFlags, configured } from '../flags.js';
import { officialPlugins } from '../official.js';

/** `teambrain config print`. */
export async function showConfig(flags: CommonFlags): Promise<void> {
  console.log(printConfig(await configured(flags), officialPlugins));
}
