import { validateSync } from 'class-validator';
import { readFileSync } from 'node:fs';
import { settingsOf } from './setting';

/** Environment in which a process cannot start; its message lists every mistake. */
export class InvalidSettings extends Error {}

/** Fills a settings class from the environment, all mistakes in one message. */
export function loadSettings<T extends object>(
  settings: new () => T,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): T {
  const loaded = new settings();
  const mistakes: string[] = [];

  for (const { field, name, parse } of settingsOf(settings)) {
    try {
      // Set but empty is how orchestrators say "not set".
      const text = environment[name] || fromFile(environment[`${name}_FILE`]);
      if (text) Object.assign(loaded, { [field]: parse(text) });
    } catch (error) {
      mistakes.push(`${name}_FILE: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  const nameOf = new Map(settingsOf(settings).map(({ field, name }) => [field, name]));
  for (const { property, constraints = {} } of validateSync(loaded, { forbidUnknownValues: false })) {
    mistakes.push(`${nameOf.get(property) ?? property}: ${Object.values(constraints).join(', ')}`);
  }
  if (mistakes.length > 0) throw new InvalidSettings(`Wrong settings:\n  ${mistakes.join('\n  ')}`);
  return Object.freeze(loaded);
}

const fromFile = (path: string | undefined): string | undefined =>
  path ? readFileSync(path, 'utf8').trim() : undefined;
