import { Chat } from './chat';

// For every request: which server and which app is known where it runs, not where it is built.
export const dynamic = 'force-dynamic';

export default function Page() {
  const { TEAMBRAIN_URL: server, TEAMBRAIN_APP_KEY: app } = process.env;
  return (
    <main>
      <h1>Orders</h1>
      <Chat server={server} app={app} />
    </main>
  );
}
