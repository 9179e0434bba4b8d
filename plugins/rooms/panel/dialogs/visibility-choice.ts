import { html, type TemplateResult } from 'lit';
import type { RoomVisibility } from '../../shared/types.js';
import type { roomDialogMessages } from './dialog-messages.js';

type Texts = (
  key: keyof (typeof roomDialogMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
) => string;

const choices = ['public', 'private', 'invite', 'password', 'personal'] as const satisfies RoomVisibility[];

/** Who sees a room, as a group of radio buttons named `visibility`. */
export function renderVisibility(
  t: Texts,
  workspace: string,
  chosen: RoomVisibility,
  choose: (visibility: RoomVisibility) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${t('visibility')}</legend>
    ${choices.map(
      (visibility) => html`<label class="choice"><input type="radio" name="visibility" value=${visibility}
          .checked=${visibility === chosen} @change=${() => choose(visibility)} />
        <span>${t(visibility, { workspace })}</span><span class="hint">${t(`${visibility}Hint`)}</span></label>`,
    )}
  </fieldset>`;
}
