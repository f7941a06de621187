/** The texts at a path such as `links.customerId`, in every element of the lists on the way. */
export function valuesAt(source: unknown, path: string): string[] {
  const found = path
    .split('.')
    .reduce<unknown[]>(
      (values, name) => values.flatMap(membersOf).flatMap((value) => fieldOf(value, name)),
      [source],
    );
  return found.flatMap(membersOf).filter((value) => typeof value === 'string');
}

const membersOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : [];
