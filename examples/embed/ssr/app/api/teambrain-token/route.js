import { signEmbedToken } from '@teambrain/sdk/server';

export async function GET() {
  const { TEAMBRAIN_APP_KEY: appKey, TEAMBRAIN_APP_SECRET: secret } = process.env;
  // Who is it? Here everybody is Ada; a product looks into its own session.
  return new Response(await signEmbedToken({ appKey, secret, sub: 'ada', name: 'Ada Moreno' }));
}
