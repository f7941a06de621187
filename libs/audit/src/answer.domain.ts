// Postgres writes JSON with spaces around colons.
const UUID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
const ID = new RegExp(`^\\{"id" ?: ?"(${UUID})"`);
const CUSTOMER = new RegExp(`"customerId" ?: ?"(${UUID})"`);
/** A customer id stands near the beginning of what belongs to a customer. */
const NEAR = 2_000;

/** The id of what an answer shows, if it shows one thing. */
export const idIn = (answer: unknown): string | undefined =>
  typeof answer === 'string' ? ID.exec(answer.slice(0, 100))?.[1] : undefined;

/** The customer whose thing an answer shows or a body names; of a list nobody's. */
export function customerIn(answer: unknown, body: unknown): string | undefined {
  if (
    typeof body === 'object' &&
    body !== null &&
    'customerId' in body &&
    typeof body.customerId === 'string'
  )
    return new RegExp(`^${UUID}$`, 'i').exec(body.customerId)?.[0];
  if (typeof answer !== 'string' || answer.startsWith('{"items":')) return undefined;
  return CUSTOMER.exec(answer.slice(0, NEAR))?.[1];
}
