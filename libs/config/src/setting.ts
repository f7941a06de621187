import 'reflect-metadata';

/** How a field of a settings class is read. */
export interface SettingDefinition {
  /** Name of the field. */
  readonly field: string;
  /** Environment variable; `<name>_FILE` names a file holding the value instead. */
  readonly name: string;
  /** What it means, for the table of settings. */
  readonly description: string;
  readonly parse: (text: string) => unknown;
}

const SETTINGS = Symbol('settings');

/** Reads the field from the environment variable `name`. Text unless `parse` says otherwise. */
export function Setting(
  name: string,
  description: string,
  parse: (text: string) => unknown = (text) => text,
): PropertyDecorator {
  return (target, property) => {
    const inherited: SettingDefinition[] = Reflect.getMetadata(SETTINGS, target) ?? [];
    const own = [...inherited, { field: String(property), name, description, parse }];
    Reflect.defineMetadata(SETTINGS, own, target);
  };
}

/** All settings of a class, inherited ones first. */
export const settingsOf = (settings: new () => object): readonly SettingDefinition[] =>
  Reflect.getMetadata(SETTINGS, settings.prototype) ?? [];

/** For numbers; the validators of the field refuse what is none. */
export const asNumber = (text: string): number => Number(text);

/** For switches: `true` and `1` are on, `false` and `0` off, anything else is refused by the validators. */
export const asBoolean = (text: string): unknown =>
  ['true', '1'].includes(text) ? true : ['false', '0'].includes(text) ? false : text;

/** For lists, separated by commas; the validators of the field look at each part. */
export const asList = (text: string): readonly string[] => text.split(',').map((part) => part.trim());
