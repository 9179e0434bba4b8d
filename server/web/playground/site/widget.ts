import type { TeamBrain } from '@teambrain/sdk';
import type { TeamBrainElement } from '@teambrain/widget';
import { liveAttributes, propertyNames } from '../settings/attributes.js';
import type { Settings } from '../settings/setting.js';
import { attributesOf, chosen, objectOf } from '../settings/settings.js';
import { tokenSettings, tokensOf } from '../settings/tokens.js';

const tokenNames = tokenSettings
  .filter(({ name }) => !name.endsWith('.dark'))
  .map(({ name }) => `--tb-${name}`);

/** Puts attributes, properties and theme on the element, and takes away what is initial again. */
export function dress(widget: TeamBrainElement, settings: Settings): void {
  const wanted = new Map([...attributesOf(settings), ['mode', chosen(settings, 'mode')] as const]);
  for (const name of liveAttributes) {
    // The visitor opens and closes it as well: only the wish to have it open counts.
    if (name === 'open' && !wanted.has(name)) continue;
    const value = wanted.get(name);
    if (value === undefined) widget.removeAttribute(name);
    else if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);
  }
  for (const name of propertyNames) Object.assign(widget, { [name]: objectOf(settings, name) ?? {} });
  paint(widget, settings);
}

/** Custom properties through the object model, which a strict content policy allows. */
export function paint(element: HTMLElement, settings: Settings): void {
  const tokens = new Map(tokensOf(settings));
  for (const name of tokenNames) {
    const value = tokens.get(name);
    if (value) element.style.setProperty(name, value);
    else element.style.removeProperty(name);
  }
}

/** What a token route says where nobody is signed in: 401. */
async function nobody(): Promise<never> {
  throw Object.assign(new Error('Nobody is signed in.'), { name: 'TokenError', status: 401 });
}

export interface Visitor {
  sample(): TeamBrain;
  token(signal: AbortSignal): Promise<string>;
}

/** Says who the visitor is; whatever an earlier visitor left goes first. */
export function identify(widget: TeamBrainElement, settings: Settings, visitor: Visitor): void {
  const as = chosen(settings, 'as');
  const isSample = as === 'sample' || as === 'client';
  widget.client = isSample ? visitor.sample() : undefined;
  if (as === 'signed') widget.getToken = ({ signal }) => visitor.token(signal);
  else widget.getToken = as === 'none' ? nobody : undefined;
  widget.toggleAttribute('guest', as === 'guest');
  if (settings.app && !isSample) widget.setAttribute('app', settings.app);
  else widget.removeAttribute('app');
}
