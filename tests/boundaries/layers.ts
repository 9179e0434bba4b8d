/** Which imports each layer may make. Anything that is not listed is refused; third-party packages have a list below. */
export interface Layer {
  name: string;
  files: RegExp;
  /** TeamBrain packages it may import. */
  may: RegExp;
  /** True for code that ends up in a browser. */
  browser: boolean;
}

const never = /^$/;

export const layers: readonly Layer[] = [
  { name: 'core/protocol', files: /^core\/protocol\/src\//, may: never, browser: true },
  { name: 'core/client', files: /^core\/client\/src\//, may: /^@teambrain\/protocol$/, browser: true },
  { name: 'core/host', files: /^core\/host\/src\//, may: /^@teambrain\/protocol$/, browser: false },
  {
    name: 'plugin schemas',
    files: /^plugins\/[^/]+\/shared\/schemas\.ts$/,
    may: /^@teambrain\/(protocol|core|plugin-[^/]+\/(shared|schemas))$/,
    browser: false,
  },
  {
    name: 'plugin shared',
    files: /^plugins\/[^/]+\/shared\//,
    may: /^@teambrain\/(protocol|plugin-[^/]+\/shared)$/,
    browser: true,
  },
  {
    name: 'plugin server',
    files: /^plugins\/[^/]+\/server\//,
    may: /^@teambrain\/(protocol|core|plugin-[^/]+\/(shared|schemas))$/,
    browser: false,
  },
  {
    name: 'plugin client',
    files: /^plugins\/[^/]+\/client\//,
    may: /^@teambrain\/(protocol|client|plugin-[^/]+\/shared)$/,
    browser: true,
  },
  {
    name: 'plugin panel',
    files: /^plugins\/[^/]+\/panel\//,
    may: /^@teambrain\/(protocol|client|widget-kit|plugin-[^/]+\/(shared|client))$/,
    browser: true,
  },
  {
    name: 'plugin testing',
    files: /^plugins\/[^/]+\/testing\//,
    may: /^@teambrain\/(protocol|core\/testing|plugin-[^/]+\/(shared|server))$/,
    browser: false,
  },
  {
    name: 'sdk',
    files: /^sdk\/src\//,
    may: /^@teambrain\/(protocol|client|plugin-[^/]+\/(shared|client))$/,
    browser: true,
  },
  {
    name: 'widget/kit',
    files: /^widget\/kit\/src\//,
    may: /^@teambrain\/(protocol|client|plugin-[^/]+\/(shared|client))$/,
    browser: true,
  },
  {
    name: 'widget/element',
    files: /^widget\/element\/src\//,
    may: /^@teambrain\/(protocol|client|sdk|widget-kit|plugin-[^/]+\/(shared|client|panel))$/,
    browser: true,
  },
  {
    name: 'widget/element for frameworks and editors',
    files: /^widget\/element\/(frameworks|metadata)\//,
    may: /^@teambrain\/(widget|widget-kit)$/,
    browser: true,
  },
  {
    name: 'server/web',
    files: /^server\/web\//,
    may: /^@teambrain\/(protocol|client|sdk|widget|widget-kit|plugin-[^/]+\/(shared|client|panel))(\/[\w-]+)?$/,
    browser: true,
  },
  {
    name: 'server',
    files: /^server\/src\//,
    may: /^@teambrain\/(protocol|core|plugin-[^/]+\/(shared|schemas|server))$/,
    browser: false,
  },
];

/** One stray import of these costs a browser tens of kilobytes, or breaks there. */
export const serverOnly =
  /^(node:|fastify|@fastify\/|typebox|ajv|sequelize|pg|bcrypt|ioredis|msgpackr|markdown-it|umzug|ws$|@teambrain\/core)/;

export function layerOf(file: string): Layer | undefined {
  return layers.find((layer) => layer.files.test(file));
}

/** `@teambrain/plugin-rooms/client` → `rooms`, role `client`. */
export function pluginImport(specifier: string): { plugin: string; role: string } | undefined {
  const match = /^@teambrain\/plugin-([^/]+)\/([^/]+)$/.exec(specifier);
  return match ? { plugin: match[1] as string, role: match[2] as string } : undefined;
}
