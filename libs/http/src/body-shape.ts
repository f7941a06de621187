import { BodyMalformed, ValidationFailed } from './http.problems';

const DEEPEST = 32;

/**
 * Refuses bodies of a shape that no operation takes and that what reads them later is not made for: nested
 * without end, or with lists directly in lists, which the validators take for one list.
 */
export function refuseOddShape(body: unknown): void {
  if (!isJson(body)) return;
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 0 }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { value, depth } = part;
    if (!isJson(value)) continue;
    if (depth > DEEPEST) throw new BodyMalformed({ detail: 'The body is nested too deeply.' });
    for (const member of Object.values(value)) {
      if (Array.isArray(value) && Array.isArray(member)) throw listInList();
      open.push({ value: member, depth: depth + 1 });
    }
  }
}

// What the JSON parser made, in contrast to a stream that is passed on.
const isJson = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

const listInList = () =>
  new ValidationFailed({
    errors: [{ pointer: '', code: 'list-in-list', message: 'No list in the body may hold a list.' }],
  });
