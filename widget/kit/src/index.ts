export { avatar, TbAvatar } from './avatar.js';
export type {
  PanelTarget,
  ToastOptions,
  WidgetActions,
  WidgetClient,
  WidgetLayout,
  WidgetRoom,
  WidgetRoomHandle,
  WidgetState,
  WidgetWorkspace,
} from './context.js';
export { emptyState, noActions, provideContext, WidgetContext, WidgetController } from './context.js';
export { controlStyles } from './controls.js';
export { dialogStyles, TbDialog } from './dialog.js';
export type { ElementClass } from './element.js';
export { define, TbElement } from './element.js';
export type { WidgetEventName, WidgetEvents } from './events.js';
export { explainError } from './explain-error.js';
export { daysAgo, formatDate, formatNumber } from './format.js';
export * from './icons.js';
export { whenIdle } from './idle.js';
export { readersLocale } from './locale.js';
export type { MenuItem } from './menu.js';
export { TbMenu } from './menu.js';
export type {
  Catalog,
  LocaleLoaders,
  Message,
  MessageMap,
  MessageValues,
  Texts,
  Translations,
} from './messages.js';
export { defineMessages, loadLocale, registerLocales, translate } from './messages.js';
export { formatBytes, formatRelative } from './more-format.js';
export * from './more-icons.js';
export type { PanelDefinition, PanelElement, PanelPlacement, PanelWatch } from './panels.js';
export { onPanelsChanged, registeredPanels, registerPanel } from './panels.js';
export type { PlaceOptions } from './place.js';
export { placeBeside } from './place.js';
export { TbPopover } from './popover.js';
export type { RovingOptions } from './roving-focus.js';
export { RovingFocusController } from './roving-focus.js';
export { distanceToEnd, holdPosition, isNearEnd, prefersReducedMotion, scrollToEnd } from './scroll.js';
export { TbSpinner } from './spinner.js';
export { TbEmpty, TbError } from './states.js';
export { adoptStyles, baseStyles, iconButtonStyles, themeStyles } from './theme.js';
export { TbTime } from './time.js';
export { kitVersion } from './version.js';
