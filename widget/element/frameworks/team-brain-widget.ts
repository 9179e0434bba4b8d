import {
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { TeamBrainElement } from '../src/team-brain.component.js';
import type { WidgetHandlers, WidgetProperties } from './offer.js';
import { attributesOf, handlersIn, isWidgetProperty, type Props } from './widget-props.js';

type Html = Omit<HTMLAttributes<TeamBrainElement>, keyof WidgetProperties | keyof WidgetHandlers>;

export interface TeamBrainWidgetProps extends Html, WidgetProperties, WidgetHandlers {}

type Values = Record<string, unknown>;

/**
 * `<team-brain>` for React 18 and 19. On a server it renders the tag with its attributes; in the browser the widget's code
 * loads when the component is mounted, so nothing of it is in the bundle of the page. The ref is null until then.
 *
 * A prop is handed to the element when it changes: what a reader opens, closes or chooses stays as it is while the page
 * renders anew with the same props.
 */
export const TeamBrainWidget: ForwardRefExoticComponent<
  TeamBrainWidgetProps & RefAttributes<TeamBrainElement>
> = forwardRef<TeamBrainElement, TeamBrainWidgetProps>(function TeamBrainWidget(given, ref) {
  const props = given as Props;
  const host = useRef<TeamBrainElement>(null);
  const handed = useRef<Props>({});
  const [element, setElement] = useState<TeamBrainElement | null>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  // An error boundary shows what could not be loaded.
  if (failure) throw failure.error;

  // Ahead of the widget's code: what is set on the bare tag is there when it becomes the widget and connects.
  useEffect(() => {
    if (host.current) hand(host.current as unknown as Values, props, handed.current);
    handed.current = props;
  });

  const heard = handlersIn(props).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names say it all; the handlers are looked up when called
  useEffect(() => {
    const listeners = handlersIn(props).map(([event, prop]) => {
      const listener = (fired: Event): void => (handed.current[prop] as (event: Event) => void)(fired);
      host.current?.addEventListener(event, listener);
      return { event, listener };
    });
    const target = host.current;
    return () => {
      for (const { event, listener } of listeners) target?.removeEventListener(event, listener);
    };
  }, [heard]);

  useEffect(() => {
    let isMounted = true;
    import('@teambrain/widget').then(
      () => isMounted && setElement(host.current),
      (error: unknown) => isMounted && setFailure({ error }),
    );
    return () => {
      isMounted = false;
    };
  }, []);
  useImperativeHandle(ref, () => element as TeamBrainElement, [element]);

  return createElement('team-brain', { ...attributesOf(props), ref: host });
});

/** Sets what changed since `before`. A prop that was taken away goes back to the element's own default. */
function hand(element: Values, props: Props, before: Props): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(props)])) {
    if (!isWidgetProperty(name) || Object.is(props[name], before[name])) continue;
    const blank = (): unknown => (document.createElement('team-brain') as unknown as Values)[name];
    element[name] = props[name] ?? blank();
  }
}
