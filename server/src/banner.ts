import { styleText } from 'node:util';

export interface BannerFacts {
  version: string;
  address: string;
  store: string;
  plugins: readonly string[];
  readyMs: number;
  setupUrl?: string;
  demo?: { logins: readonly string[]; password: string };
  docs: boolean;
}

const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);
const dim = (text: string) => (process.stdout.isTTY ? styleText('dim', text) : text);

/** What a person needs after starting the server: where to look, how to get in, how to stop. */
export function banner(facts: BannerFacts): string {
  const row = (label: string, value: string) => `  ${dim('➜')} ${label.padEnd(11)}${value}`;
  const lines = [
    '',
    `  ${bold(`TeamBrain ${facts.version}`)}   ${dim(`ready in ${(facts.readyMs / 1000).toFixed(1)} s`)}`,
    `  ${dim(`${facts.store} · plugins: ${facts.plugins.join(', ')}`)}`,
    '',
    row('App', bold(`${facts.address}/`)),
    row('Playground', `${facts.address}/playground`),
    ...(facts.docs ? [row('API docs', `${facts.address}/docs`)] : []),
    row('Health', `${facts.address}/healthz  ${facts.address}/readyz`),
  ];
  if (facts.demo) {
    const logins = facts.demo.logins.join(', ');
    lines.push('', `  Sample data: sign in as ${logins} with the password ${bold(facts.demo.password)}`);
  }
  if (facts.setupUrl) {
    lines.push('', '  Create the first admin (once, within 30 minutes):', `  ${bold(facts.setupUrl)}`);
  }
  return [...lines, '', `  ${dim('Stop with Ctrl+C')}`, ''].join('\n');
}
