import { type SettingDefinition, settingsOf } from '@clientele/config';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { row } from './sources';

/** Folder of the code that runs: the checkout for Jest, dist for everything else. */
const CODE = join(__dirname, '..', '..');

const HEADER = `# Settings

What the processes read from their environment, once, at start; all mistakes are told together. Each may also be given
as \`<name>_FILE\`, the name of a file that holds the value, as mounted secrets are. What \`npm start\` takes besides is in
the [README](../../README.md).

This page is generated: \`npm run openapi\`.
`;

interface Settings {
  readonly of: string;
  readonly own: readonly SettingDefinition[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The page of all settings, from the classes that are filled with them. */
export function settingsPage(): string {
  const general = ['ProcessConfig', 'ServiceConfig', 'ShopConfig', 'HttpConfig', 'FilesConfig'];
  const titles: Readonly<Record<string, string>> = {
    ProcessConfig: 'Every process',
    ServiceConfig: 'Every service with a database',
    ShopConfig: 'Services that reckon by the shop',
    HttpConfig: 'Limits of every service',
    FilesConfig: 'Files of services that keep some',
  };
  const all = settingsClasses();
  const sections = [...general, ...all.map(({ of }) => of).filter((name) => !general.includes(name))].flatMap(
    (name) => {
      const found = all.find(({ of }) => of === name);
      return found ? [section(titles[name] ?? `Of ${name.replace(/Config$/, '').toLowerCase()}`, found)] : [];
    },
  );
  return `${[HEADER.trimEnd(), ...sections].join('\n\n')}\n`;
}

const section = (title: string, { own, defaults }: Settings): string =>
  [
    `## ${title}`,
    '',
    row('name', 'default', 'meaning'),
    row('---', '---', '---'),
    ...own.map(({ field, name, description }) => row(`\`${name}\``, textOf(defaults[field]), description)),
  ].join('\n');

const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
};

/** Every settings class, with the settings it has beyond those it inherits. */
function settingsClasses(): readonly Settings[] {
  return configFiles()
    .flatMap((file) => Object.values(require(file) as Record<string, unknown>))
    .filter(isSettings)
    .map((settings) => {
      const parent: unknown = Object.getPrototypeOf(settings);
      const inherited = isSettings(parent) ? settingsOf(parent).map(({ name }) => name) : [];
      return {
        of: settings.name,
        own: settingsOf(settings).filter(({ name }) => !inherited.includes(name)),
        defaults: { ...new settings() },
      };
    })
    .filter(({ own }) => own.length > 0)
    .toSorted((a, b) => (a.of < b.of ? -1 : 1));
}

const configFiles = (): string[] =>
  ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(CODE, folder)).flatMap((part) => {
      const source = join(CODE, folder, part, 'src');
      const files = existsSync(source) ? readdirSync(source) : [];
      return files.filter((file) => /\.config\.[jt]s$/.test(file)).map((file) => join(source, file));
    }),
  );

const isSettings = (value: unknown): value is new () => object =>
  typeof value === 'function' &&
  value.prototype !== undefined &&
  settingsOf(value as new () => object).length > 0;
