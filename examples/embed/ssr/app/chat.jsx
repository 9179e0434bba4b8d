'use client';

import { TeamBrainWidget } from '@teambrain/widget/react';
import { useState } from 'react';

export function Chat({ server, app }) {
  const [isThere, setThere] = useState(true);
  const [last, setLast] = useState('none yet');
  return (
    <>
      <p>
        Last message: <output>{last}</output>
      </p>
      <button type="button" onClick={() => setThere(!isThere)}>
        {isThere ? 'Leave' : 'Come back'}
      </button>
      {isThere && (
        <TeamBrainWidget
          server={server}
          app={app}
          tokenUrl="/api/teambrain-token"
          room="design"
          onMessage={({ detail }) => setLast(detail.message.text)}
        />
      )}
    </>
  );
}
