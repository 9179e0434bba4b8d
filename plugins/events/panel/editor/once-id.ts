import { uuidv7 } from '@teambrain/client';

/** An id for what is sent: the same while that is the same, so that a second try makes no second event. */
export function onceId(): (body: object) => string {
  let sent = '';
  let id = '';
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== sent) id = uuidv7();
    sent = text;
    return id;
  };
}
