import type { FieldChange, FieldDiff } from '@teambrain/protocol';
import { html, type TemplateResult } from 'lit';
import { fieldName, valueWords, type WordsFor } from './field-words.js';
import type { HistoryTexts } from './history-messages.js';

/** One change in words. Fields and values are said in the reader's language, never in the server's. */
function changeText(change: FieldChange, t: HistoryTexts, words: WordsFor): string[] {
  const { field, title, kind, before, after, added, removed } = change;
  const name = fieldName(field, title, words.t);
  const say = (value: unknown): string => valueWords(field, value, words);
  if (added && removed) {
    return [
      ...(added.length ? [t('listAdded', { field: name, items: say(added) })] : []),
      ...(removed.length ? [t('listRemoved', { field: name, items: say(removed) })] : []),
    ];
  }
  if (kind === 'removed') return [t('removed', { field: name, before: say(before) })];
  if (kind === 'added')
    return after === undefined
      ? [t('rewritten', { field: name })]
      : [t('set', { field: name, after: say(after) })];
  if (before === undefined || after === undefined) return [t('rewritten', { field: name })];
  return [t('changed', { field: name, before: say(before), after: say(after) })];
}

export const renderChanges = (
  changes: readonly FieldChange[],
  t: HistoryTexts,
  words: WordsFor,
): TemplateResult =>
  html`<ul class="changes">${changes
    .flatMap((change) => changeText(change, t, words))
    .map((text) => html`<li dir="auto">${text}</li>`)}</ul>`;

/** Texts of people. Times and rules are texts too, whose letters say nothing. */
const written = ['title', 'description', 'location'];

/** Of texts, what came and what went stand in their place. */
export const renderDiff = (changes: readonly FieldDiff[], t: HistoryTexts, words: WordsFor): TemplateResult =>
  html`<ul class="changes">${changes.map((change) => {
    if (!change.parts || !written.includes(change.field))
      return changeText(change, t, words).map((text) => html`<li dir="auto">${text}</li>`);
    const parts = change.parts.map(({ type, text }) =>
      type === 'same' ? text : type === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`,
    );
    return html`<li><b>${fieldName(change.field, change.title, words.t)}</b><p class="text" dir="auto">${parts}</p></li>`;
  })}</ul>`;
