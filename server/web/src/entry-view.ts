import { icon, logoIcon } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import { chooseLanguage, type Language, language, languages } from './language.js';
import { globeIcon } from './web-icons.js';
import { product, t } from './web-messages.js';

const people = {
  lilly: { name: 'Lilly Chen', time: '09:58', seed: 'a' },
  joe: { name: 'Joe Park', time: '10:04', seed: 'd' },
  ana: { name: 'Ana Silva', time: '10:20', seed: 'f' },
} as const;

function row(person: keyof typeof people, text: string, more?: TemplateResult): TemplateResult {
  const { name, time, seed } = people[person];
  return html`<div class="row">
    <tb-avatar .name=${name} .seed=${seed} .size=${34}></tb-avatar>
    <div><b>${name}</b><time>${time}</time><p>${text}</p>${more}</div>
  </div>`;
}

/** The frame of every screen that stands before the talk. The picture is decoration and silent. */
export function renderEntry(content: unknown): TemplateResult {
  return html`<aside class="stage" aria-hidden="true">
      <div><h2>${t('tagline')}</h2><p class="lead">${t('taglineText')}</p></div>
      <div class="demo">
        ${row('lilly', t('demoOne'))}
        ${row(
          'joe',
          t('demoTwo'),
          html`<div class="pills"><span class="pill">👍 3</span><span class="pill">🎉 1</span
            ><span class="pill thread">${t('demoReply')}</span></div>`,
        )}
        ${row('ana', t('demoThree'))}
      </div>
    </aside>
    <main><div class="card">
      <div class="brand"><span class="mark">${icon(logoIcon, 20)}</span>${product}</div>
      ${content}
      ${renderLanguage()}
    </div></main>`;
}

/** Each language by its own name, so that nobody has to read the present one to leave it. */
function renderLanguage(): TemplateResult {
  const choose = (event: Event): void =>
    void chooseLanguage((event.target as HTMLSelectElement).value as Language);
  return html`<label class="language">${icon(globeIcon, 18)}<span class="sr">${t('language')}</span>
    <select @change=${choose}>${Object.entries(languages).map(
      ([tag, name]) =>
        html`<option value=${tag} lang=${tag} .selected=${tag === language()}>${name}</option>`,
    )}</select></label>`;
}
