import type { User } from '@teambrain/protocol';
import { avatar } from '@teambrain/widget-kit';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { CompletionTrigger } from './completion.js';

/** Something that a completion can put into the text. */
export interface Suggestion {
  id: string;
  label: string;
  detail?: string;
  /** What stands in the text afterwards. */
  insert: string;
  /** Sent along as a mention while its text is still there. */
  userId?: string;
  user?: User;
  /** Drawn before the label. */
  sign?: string;
}

export type SuggestionSource = (
  trigger: CompletionTrigger,
) => readonly Suggestion[] | Promise<readonly Suggestion[]>;

export const maxSuggestions = 8;

export function renderSuggestions(
  suggestions: readonly Suggestion[],
  active: number,
  label: string,
  choose: (index: number) => void,
): TemplateResult | typeof nothing {
  if (!suggestions.length) return nothing;
  // The field keeps the focus: a press must not take it away before the click arrives.
  const hold = (event: Event): void => event.preventDefault();
  return html`<div class="suggestions" id="suggestions" role="listbox" aria-label=${label} @pointerdown=${hold}
    @mousedown=${hold}>
    ${suggestions.map(
      (suggestion, index) => html`<div class="option" role="option" id="option-${index}"
        aria-selected=${index === active} @click=${() => choose(index)}>
        ${
          suggestion.user
            ? avatar(suggestion.user, { size: 24 })
            : suggestion.sign
              ? html`<span class="sign" aria-hidden="true">${suggestion.sign}</span>`
              : nothing
        }<bdi class="label">${suggestion.label}</bdi>${
          suggestion.detail ? html`<bdi class="detail">${suggestion.detail}</bdi>` : nothing
        }</div>`,
    )}
  </div>`;
}

export const suggestionStyles = css`
  .suggestions {
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-border);
    border-radius: 10px;
    box-shadow: var(--tb-shadow-small);
    inset-block-end: calc(100% + 4px);
    inset-inline: 0;
    max-block-size: 280px;
    overflow: auto;
    padding: 5px;
    position: absolute;
    z-index: 5;
  }
  .option {
    align-items: center;
    border-radius: 7px;
    cursor: pointer;
    display: flex;
    gap: 8px;
    min-block-size: max(34px, var(--tb-target));
    padding: 3px 8px;
  }
  .option[aria-selected='true'] {
    background: var(--tb-color-hover);
  }
  .option:hover {
    background: var(--tb-color-hover);
  }
  .sign {
    color: var(--tb-color-text-muted);
    font-size: 16px;
    inline-size: 24px;
    text-align: center;
  }
  .label {
    flex: none;
    font-weight: 600;
    max-inline-size: 60%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .detail {
    color: var(--tb-color-text-muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .option[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
