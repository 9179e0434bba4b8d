import { seams } from './seams.js';

/** Names the parts that load when they are first asked for. */
export function addParts(): void {
  seams.editor ??= () => import('./editor/event-editor.component.js').then((module) => module.TbEventEditor);
}
