import {
  chevronDownIcon,
  closeIcon,
  expandIcon,
  icon,
  searchIcon,
  shrinkIcon,
  type WidgetState,
} from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import { roomIcon, roomTitle } from './room-title.js';
import type { ShellTexts } from './shell-messages.js';

export interface HeaderView {
  t: ShellTexts;
  state: WidgetState;
  /** Unread messages in other rooms. */
  elsewhere: number;
  /** The line below the room's name, where a plugin brings one. */
  statusLine: unknown;
  canSwitch: boolean;
  canSearch: boolean;
  canExpand: boolean;
  canClose: boolean;
  expanded: boolean;
  switchRoom: (event: Event) => void;
  search: () => void;
  expand: () => void;
  close: () => void;
}

export function renderHeader(view: HeaderView): TemplateResult {
  const { t } = view;
  return html`<div class="header" part="header">
    <slot name="header-start"></slot>
    <div class="heading" tabindex="-1">${renderTitle(view)}<div class="status-line">${view.statusLine}</div></div>
    <slot name="header-end"></slot>
    ${
      view.canSearch
        ? html`<button type="button" class="icon-button" part="search" aria-label=${t('search')} title=${t('search')}
            @click=${view.search}>${icon(searchIcon)}</button>`
        : nothing
    }
    ${view.canExpand ? renderExpand(view) : nothing}
    ${
      view.canClose
        ? html`<button type="button" class="icon-button" part="close" aria-label=${t('close')} title=${t('close')}
            @click=${view.close}>${icon(closeIcon)}</button>`
        : nothing
    }
  </div>`;
}

function renderTitle(view: HeaderView): TemplateResult {
  const { t, state, elsewhere } = view;
  const { room, workspace, me } = state;
  const title = room ? roomTitle(room, me?.id) : (workspace?.name ?? t('title'));
  const content = html`${room ? icon(roomIcon(room), 17) : nothing}<bdi class="truncate">${title}</bdi>`;
  if (!view.canSwitch) return html`<h2 class="title" part="title">${content}</h2>`;
  return html`<h2 class="title" part="title">
    <button type="button" class="switcher" aria-haspopup="dialog"
      aria-label=${room ? t('switchRoom', { room: title }) : t('chooseRoom')} @click=${view.switchRoom}>
      ${content}${icon(chevronDownIcon, 16)}${
        elsewhere > 0
          ? html`<span class="dot" role="img" aria-label=${t('unread', { count: elsewhere })}></span>`
          : nothing
      }
    </button>
  </h2>`;
}

function renderExpand({ t, expanded, expand }: HeaderView): TemplateResult {
  const label = t(expanded ? 'shrink' : 'expand');
  return html`<button type="button" class="icon-button expand" aria-label=${label} title=${label} @click=${expand}>
    ${icon(expanded ? shrinkIcon : expandIcon)}
  </button>`;
}
