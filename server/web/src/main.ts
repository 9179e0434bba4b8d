import { define } from '@teambrain/widget-kit';
import { WebApp } from './app.component.js';
import { applyTheme, themeChoice } from './theme-choice.js';

applyTheme(themeChoice());
define(WebApp);
