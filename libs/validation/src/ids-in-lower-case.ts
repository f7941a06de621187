import { type Class, declared, type Rule, rulesOf } from './declared';

type Lowering = (value: unknown) => unknown;
type Plain = Readonly<Record<string, unknown>>;

const loweringsOf = new WeakMap<Class, ReadonlyMap<string, Lowering>>();

/**
 * Plain data with the ids in it, of which the class says that they are UUIDs, written as we write them: RFC 9562 lets them
 * come in capitals too. What has none of these is given back as it is, and so is whatever is no id after all.
 */
export function withIdsInLowerCase(type: unknown, plain: unknown): unknown {
  if (typeof type !== 'function' || !isRecord(plain)) return plain;
  let changed: Record<string, unknown> | undefined;
  for (const [name, lower] of fieldsOf(type as Class)) {
    const [value, lowered] = [plain[name], lower(plain[name])];
    if (lowered !== value) (changed ??= { ...plain })[name] = lowered;
  }
  return changed ?? plain;
}

function fieldsOf(type: Class): ReadonlyMap<string, Lowering> {
  let fields = loweringsOf.get(type);
  if (!fields) {
    fields = new Map(rulesOf(type).flatMap((rule) => loweringOf(type, rule)));
    loweringsOf.set(type, fields);
  }
  return fields;
}

function loweringOf(type: Class, { name, type: kind, propertyName }: Rule): [string, Lowering][] {
  if (name === 'isUuid')
    return [[propertyName, each((id) => (typeof id === 'string' ? id.toLowerCase() : id))]];
  const nested = kind === 'nestedValidation' && declared.findTypeMetadata(type, propertyName);
  if (!nested) return [];
  return [[propertyName, each((part) => withIdsInLowerCase(nested.typeFunction(), part))]];
}

// A list is another only if something in it is.
const each =
  (lower: Lowering): Lowering =>
  (value) => {
    if (!Array.isArray(value)) return lower(value);
    const lowered = value.map(lower);
    return lowered.some((item, i) => item !== value[i]) ? lowered : value;
  };

const isRecord = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
