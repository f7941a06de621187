import { getMetadataStorage } from 'class-validator';
import { type Class, declared, type Rule, rulesOf } from './declared';
import { glanceOf } from './glances';

/** What is left to class-transformer and class-validator. */
const OTHERWISE = Symbol('otherwise');

interface Field {
  readonly name: string;
  /** The value as the instance holds it. */
  readonly convert: (value: unknown) => unknown;
  readonly isKept: (object: object, value: unknown) => boolean;
}

interface Plan {
  readonly type: Class;
  readonly fields: ReadonlyMap<string, Field>;
}

const plans = new WeakMap<object, Plan | null>();

/**
 * An instance of the class, made of plain data that keeps all its rules; undefined for anything else, also for what is
 * merely unusual: class-transformer and class-validator take it then, and say what is wrong. They keep an account of
 * every value they look at, which was a third of the time that a request takes. Here the rules of a class are laid out
 * once, and only followed.
 */
export function quickInstance<T extends object>(type: new () => T, plain: unknown): T | undefined;
export function quickInstance(type: unknown, plain: unknown): object | undefined;
export function quickInstance(type: unknown, plain: unknown): object | undefined {
  const plan = typeof type === 'function' ? planOf(type as Class) : null;
  const made = plan ? make(plan, plain) : OTHERWISE;
  return made === OTHERWISE ? undefined : made;
}

function make({ type, fields }: Plan, plain: unknown): object | typeof OTHERWISE {
  if (!isPlainObject(plain)) return OTHERWISE;
  const object = new type();
  for (const name of Object.keys(plain)) {
    const value = fields.get(name)?.convert(plain[name]);
    if (value === undefined || value === OTHERWISE) return OTHERWISE;
    object[name] = value;
  }
  for (const { name, isKept } of fields.values()) if (!isKept(object, object[name])) return OTHERWISE;
  return object;
}

function planOf(type: Class): Plan | null {
  let plan = plans.get(type);
  if (plan === undefined) {
    plan = makePlan(type);
    plans.set(type, plan);
  }
  return plan;
}

function makePlan(type: Class): Plan | null {
  const rules = rulesOf(type);
  const names = new Set(rules.map(({ propertyName }) => propertyName));
  const isUsual =
    rules.length > 0 &&
    rules.every(isUsualRule) &&
    declared.getStrategy(type) === 'none' &&
    declared.getExposedMetadatas(type).length + declared.getExcludedMetadatas(type).length === 0 &&
    Object.keys(new type()).every((name) => names.has(name));
  if (!isUsual) return null;
  const fieldOf = (name: string): Field => ({
    name,
    convert: conversionOf(type, name),
    isKept: keeping(
      type,
      rules.filter(({ propertyName }) => propertyName === name),
    ),
  });
  return { type, fields: new Map([...names].map((name) => [name, fieldOf(name)])) };
}

const USUAL = new Set([
  'customValidation',
  'conditionalValidation',
  'nestedValidation',
  'whitelistValidation',
]);

const isUsualRule = ({ type, constraintCls }: Rule): boolean =>
  USUAL.has(type) &&
  (type !== 'customValidation' || constraintsOf(constraintCls).every(({ async }) => !async));

const constraintsOf = (constraint: Rule['constraintCls']) =>
  getMetadataStorage().getTargetValidatorConstraints(constraint);

function conversionOf(type: Class, name: string): Field['convert'] {
  if (declared.findTransformMetadatas(type, name, 0).length > 0) return () => OTHERWISE;
  const target = declared.findTypeMetadata(type, name)?.typeFunction();
  if (target === undefined) return (value) => (isFlat(value) ? value : OTHERWISE);
  if (target === Number) return (value) => (typeof value === 'string' ? Number(value) : OTHERWISE);
  const nested = (value: unknown) => quickInstance(target, value) ?? OTHERWISE;
  return (value) => {
    if (value === null) return null;
    if (!Array.isArray(value)) return nested(value);
    const items = value.map(nested);
    return items.includes(OTHERWISE) ? OTHERWISE : items;
  };
}

function keeping(type: Class, rules: readonly Rule[]): Field['isKept'] {
  const conditions = rules.flatMap((rule) =>
    rule.type === 'conditionalValidation' ? [rule.constraints[0] as Field['isKept']] : [],
  );
  const checks = rules.flatMap((rule) => (rule.type === 'customValidation' ? checksOf(type, rule) : []));
  // Loops, as a function made for each field of each event would be some kilobytes for each event.
  return (object, value) => {
    for (const applies of conditions) if (!applies(object, value)) return true;
    for (const check of checks) if (!check(object, value)) return false;
    return true;
  };
}

function checksOf(type: Class, rule: Rule): Field['isKept'][] {
  const isSeen = glanceOf(rule);
  const { name: targetName } = type;
  const { propertyName: property, constraints, each, validateIf } = rule;
  return constraintsOf(rule.constraintCls).map(({ instance }) => (object, value) => {
    if (!each && isSeen?.(value)) return true;
    if (validateIf && !validateIf(object, value)) return true;
    const context = { targetName, property, object, value, constraints };
    return each && Array.isArray(value)
      ? value.every((item) => isSeen?.(item) === true || instance.validate(item, context) === true)
      : instance.validate(value, context) === true;
  });
}

const isFlat = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isPrimitive) : isPrimitive(value) || isFlatRecord(value);

// Such as a name in each language. The names that every object has are for class-transformer to leave out.
const isFlatRecord = (value: unknown): boolean =>
  isPlainObject(value) &&
  Object.entries(value).every(([name, item]) => isPrimitive(item) && !Object.hasOwn(COMMON, name));
const COMMON = Object.getOwnPropertyDescriptors(Object.prototype);

const isPrimitive = (value: unknown): boolean => value === null || typeof value !== 'object';

// What JSON and Fastify make: parameters of paths and queries are objects of an own kind, without inherited names.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
