import { define } from '@teambrain/widget-kit';
import { TbPlayground } from './playground.component.js';

define(TbPlayground);
