import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;
type Class = Parameters<Storage['getTargetValidationMetadatas']>[0];

/**
 * Lets class-validator look the rules of a class up once. By itself it goes through the rules of every class there is
 * for each object that it checks, which is a third of what checking a list of objects costs. Rules are declared when
 * a class is loaded and do not change.
 */
export function rememberRules(storage: Storage = getMetadataStorage()): void {
  const look = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const rulesOf = new WeakMap<Class, Rules>();
  const groupsOf = new WeakMap<Rules, ReturnType<Storage['groupByPropertyName']>>();

  storage.getTargetValidationMetadatas = (type, schema, always, strictGroups, groups) => {
    if (always || strictGroups || (groups && groups.length > 0))
      return look(type, schema, always, strictGroups, groups);
    // The schema names the class around; for a class itself it makes no difference.
    return remembered(rulesOf, type, () => look(type, schema, always, strictGroups, groups));
  };
  storage.groupByPropertyName = (rules) => remembered(groupsOf, rules, () => group(rules));
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, find: () => V): V {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
