import type { Message } from '@teambrain/sdk';
import { TeamBrainWidget } from '@teambrain/widget/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const { TEAMBRAIN_URL, TEAMBRAIN_APP_KEY } = import.meta.env;

function App() {
  const [isThere, setThere] = useState(true);
  const [last, setLast] = useState('none yet');
  return (
    <main>
      <h1>Orders</h1>
      <p>
        Last message: <output>{last}</output>
      </p>
      <button type="button" onClick={() => setThere(!isThere)}>
        {isThere ? 'Leave' : 'Come back'}
      </button>
      {isThere && (
        <TeamBrainWidget
          server={TEAMBRAIN_URL}
          app={TEAMBRAIN_APP_KEY}
          tokenUrl="/api/teambrain-token"
          room="design"
          onMessage={({ detail }) => setLast((detail.message as Message).text)}
        />
      )}
    </main>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
