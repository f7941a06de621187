import { join, relative } from 'node:path';
import type { Suite } from '../../libs/testing/src/servers';

/** What somebody who just started the suite wants to know. */
export function screen(suite: Suite, seconds: number): string {
  const at = (path: string) => relative(process.cwd(), join(suite.dataDir, path)) || '.';
  const rows = [
    ['Console', suite.url],
    ['E-mail', suite.admin.email],
    ['Password', suite.admin.password],
    ['', ''],
    ['Data', `${at('.')} (delete it to start afresh)`],
    ['Logs', at('logs')],
    ['Mails', at('mail')],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`.trimEnd());
  return ['', `  Clientele is running (started in ${seconds.toFixed(1)} s)`, '', ...lines, ''].join('\n');
}
