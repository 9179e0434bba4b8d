import { type TeamBrainElement, TeamBrainWidget } from '@teambrain/widget/react';
import { createRef } from 'react';

const ref = createRef<TeamBrainElement>();

export const wrapped = (
  <TeamBrainWidget
    ref={ref}
    app="pk_1"
    tokenUrl="/token"
    open
    className="chat"
    onUnread={({ detail }) => detail.count.toFixed()}
    onClick={({ clientX }) => clientX.toFixed()}
  />
);
// @ts-expect-error There is no such mode.
export const wrongMode = <TeamBrainWidget mode="dialog" />;
// @ts-expect-error The widget fires no such event.
export const wrongEvent = <TeamBrainWidget onRain={() => {}} />;

export const tag = (
  <team-brain app="pk_1" token-url="/token" open ontb-unread={({ detail }) => detail.count.toFixed()} />
);
// @ts-expect-error There is no such theme.
export const wrongTheme = <team-brain theme="pink" />;
