import { randomBytes } from 'node:crypto';

/** The Redis at `TEST_REDIS_URL` under a prefix that no other test uses; nothing without that variable. */
export function openTestRedis(): { url?: string; prefix?: string } {
  const url = process.env.TEST_REDIS_URL;
  return url ? { url, prefix: `tbtest:${randomBytes(6).toString('hex')}:` } : {};
}
