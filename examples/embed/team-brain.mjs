import { signEmbedToken } from '@teambrain/sdk/server';
import { loadEnv } from 'vite';

const folder = import.meta.dirname;

/** For Vite: answers /api/teambrain-token as the backend of a product does, and hands server and app key to the page. */
export function teamBrain() {
  const { TEAMBRAIN_APP_KEY: appKey, TEAMBRAIN_APP_SECRET: secret } = {
    ...loadEnv('', folder, 'TEAMBRAIN_'),
    ...process.env,
  };
  const answer = async (_request, response) => {
    // Who is it? Here everybody is Ada; a product looks into its own session.
    const token = await signEmbedToken({ appKey, secret, sub: 'ada', name: 'Ada Moreno' });
    response.setHeader('content-type', 'text/plain').end(token);
  };
  const serve = ({ middlewares }) => {
    middlewares.use('/api/teambrain-token', answer);
  };
  const port = Number(process.env.PORT ?? 3000);
  return {
    name: 'teambrain-token',
    config: () => ({
      envDir: folder,
      // Not the secret: what is named here ends up in the page.
      envPrefix: ['TEAMBRAIN_URL', 'TEAMBRAIN_APP_KEY'],
      server: { port, strictPort: true },
      preview: { port, strictPort: true },
    }),
    configureServer: serve,
    configurePreviewServer: serve,
  };
}
