import { define } from '@teambrain/widget-kit';
import { applyTheme, themeChoice } from '../src/theme-choice.js';
import { TbPlayground } from './playground.component.js';

applyTheme(themeChoice());
define(TbPlayground);
