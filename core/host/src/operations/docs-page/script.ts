/**
 * Script of the API page: lists the operations of `/openapi.json` and sends requests with the session signed in on the
 * page. Texts only ever become text nodes; the token stays in memory.
 */
export const docsScript = String.raw`
const byId = (id) => document.getElementById(id);
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const verbs = ['get', 'post', 'put', 'patch', 'delete'];
let token;
let api;

const resolve = (schema) => {
  if (!schema || !schema.$ref) return schema ?? {};
  const parts = schema.$ref.replace('#/', '').split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce((node, part) => node?.[part], api) ?? {};
};

const typeOf = (input) => {
  const schema = resolve(input);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return union.map(typeOf).join(' | ');
  if (schema.type === 'array') return typeOf(schema.items ?? {}) + '[]';
  return [].concat(schema.type ?? 'any').join(' | ') + (schema.format ? ' (' + schema.format + ')' : '');
};

const exampleOf = (input, depth = 0) => {
  const schema = resolve(input);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return exampleOf(union[0], depth);
  if (schema.type === 'object' || schema.properties) {
    if (depth > 4) return {};
    const required = new Set(schema.required ?? []);
    const entries = Object.entries(schema.properties ?? {}).filter(([key]) => depth < 1 || required.has(key));
    return Object.fromEntries(entries.map(([key, part]) => [key, exampleOf(part, depth + 1)]));
  }
  if (schema.type === 'array') return depth > 4 ? [] : [exampleOf(schema.items ?? {}, depth + 1)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'null') return null;
  if (schema.format === 'uuid') return '00000000-0000-7000-8000-000000000000';
  if (schema.format === 'date-time') return '2026-01-31T12:00:00.000Z';
  return '';
};

const send = async (method, path, body) => {
  const headers = { accept: 'application/json' };
  if (token) headers.authorization = 'Bearer ' + token;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(path, { method, headers, body });
  const text = await response.text();
  try {
    return { status: response.status, value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { status: response.status, value: text };
  }
};

const parameterTable = (parameters) => {
  const rows = parameters.map((parameter) => {
    const input = make('input', { name: parameter.in + ' ' + parameter.name, 'aria-label': parameter.name });
    const name = parameter.name + (parameter.required ? ' *' : '');
    return make('tr', {}, make('td', {}, make('code', {}, name)), make('td', {}, typeOf(parameter.schema)),
      make('td', {}, parameter.description ?? parameter.schema?.description ?? ''), make('td', {}, input));
  });
  const head = ['Name', 'Type', 'Meaning', 'Value'].map((text) => make('th', { scope: 'col' }, text));
  return make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows));
};

const fillPath = (path, form, parameters) => {
  const query = new URLSearchParams();
  let filled = path;
  for (const parameter of parameters) {
    const value = form.elements.namedItem(parameter.in + ' ' + parameter.name)?.value ?? '';
    if (parameter.in === 'path') filled = filled.replace('{' + parameter.name + '}', encodeURIComponent(value));
    else if (parameter.in === 'query' && value !== '') query.set(parameter.name, value);
  }
  return query.size > 0 ? filled + '?' + query : filled;
};

const render = (path, verb, operation) => {
  const parameters = operation.parameters ?? [];
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const form = make('form');
  const content = make('div', { class: 'body' });
  const permission = operation['x-permission'];
  content.append(make('p', {}, permission === 'public' ? 'Open to everybody.' : 'Needs the right ' + permission + '.'));
  if (parameters.length > 0) content.append(parameterTable(parameters));
  let body;
  if (schema) {
    body = make('textarea', { 'aria-label': 'Body', spellcheck: 'false' });
    body.value = JSON.stringify(exampleOf(schema), null, 2);
    content.append(make('h3', {}, 'Body'), body);
  }
  const answers = Object.entries(operation.responses ?? {});
  for (const [status, answer] of answers) {
    const shape = answer.content?.['application/json']?.schema;
    if (shape) content.append(make('h3', {}, 'Answer ' + status), make('pre', {}, JSON.stringify(exampleOf(shape), null, 2)));
  }
  const output = make('pre', { 'aria-live': 'polite', hidden: '' });
  content.append(make('button', {}, 'Send'), output);
  form.append(content);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    output.hidden = false;
    output.textContent = 'Sending …';
    try {
      const answer = await send(verb.toUpperCase(), fillPath(path, form, parameters), body?.value);
      output.textContent = answer.status + '\n' + (typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value, null, 2) ?? '');
    } catch (error) {
      output.textContent = String(error);
    }
  });
  const title = make('summary', {}, make('b', { class: 'method' }, verb.toUpperCase()), make('code', {}, path), make('span', {}, operation.summary ?? ''));
  const details = make('details', { id: operation.operationId ?? verb + path }, title);
  details.dataset.text = [path, operation.summary, permission, operation.operationId].join(' ').toLowerCase();
  details.addEventListener('toggle', () => details.open && !form.isConnected && details.append(form));
  return details;
};

const show = () => {
  document.title = api.info.title;
  byId('title').textContent = api.info.title + ' ' + api.info.version;
  byId('about').textContent = api.info.description ?? '';
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths))
    for (const verb of verbs)
      if (item[verb]) {
        const group = item[verb].tags?.[0] ?? 'other';
        if (!groups.has(group)) groups.set(group, make('section', {}, make('h2', {}, group)));
        groups.get(group).append(render(path, verb, item[verb]));
      }
  const main = byId('operations');
  main.replaceChildren(...groups.values());
  main.setAttribute('aria-busy', 'false');
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) { target.open = true; target.scrollIntoView(); }
};

byId('find').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const section of document.querySelectorAll('section')) {
    for (const details of section.querySelectorAll('details')) details.hidden = !words.every((word) => details.dataset.text.includes(word));
    section.hidden = !section.querySelector('details:not([hidden])');
  }
});

byId('session').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { login, password } = Object.fromEntries(new FormData(event.target));
  const answer = await send('POST', '/v1/auth/login', JSON.stringify({ login, password }));
  token = answer.value?.accessToken;
  byId('who').textContent = token ? 'Signed in as ' + answer.value.user.username : answer.value?.detail ?? 'Failed';
  if (token) event.target.elements.namedItem('password').value = '';
});

try {
  api = await (await fetch('/openapi.json')).json();
  show();
} catch (error) {
  byId('operations').textContent = 'The API document could not be read: ' + error;
}
`;
