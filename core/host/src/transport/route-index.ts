/** Which methods exist for a path: a path that is there under another method answers 405 instead of 404. */
export function createRouteIndex() {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  return {
    add(methods: readonly string[], url: string): void {
      const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
      for (const method of methods) route.methods.add(method);
      routes.set(url, route);
    },
    methodsOf(path: string): string[] {
      const methods = new Set<string>();
      for (const route of routes.values())
        if (route.pattern.test(path)) for (const method of route.methods) methods.add(method);
      return [...methods].sort();
    },
  };
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) =>
      part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]\w*/g, '[^/]+'),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}
