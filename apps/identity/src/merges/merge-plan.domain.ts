import { mergeOwnValues, type OwnValues } from '@clientele/forms';

/** What a survivor can take over of the other, field by field. Consents are not among them: they are each one's own. */
export const MERGE_FIELDS = [
  ...(['kind', 'titleId', 'firstName', 'lastName', 'email', 'phone', 'birthday', 'language'] as const),
  ...(['company', 'registrationNumber', 'activityCode', 'vatNumber', 'website'] as const),
  ...(['accountingNumber', 'externalReference', 'allowedOutstanding'] as const),
  ...(['maximumPaymentDays', 'riskRating'] as const),
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** The customer that becomes part of the other, and the survivor. */
export const SIDES = ['from', 'into'] as const;
export type Side = (typeof SIDES)[number];

/** Whose value the survivor has, where both have one. */
export type MergeChoices = Readonly<Partial<Record<MergeField, Side>>>;

type FieldValue = string | number | null;

/** A customer in what can be taken over. */
export type MergeParty = Readonly<Record<MergeField, FieldValue>> & { readonly custom: OwnValues };

/** A field in which both have something, and not the same. */
export interface MergeConflict {
  readonly field: MergeField;
  readonly from: string | number;
  readonly into: string | number;
  readonly taken: Side;
}

/** Values of the survivor by field. */
export type MergeValues = Readonly<Partial<Record<MergeField, FieldValue>> & { custom?: OwnValues }>;

export interface MergePlan {
  readonly conflicts: readonly MergeConflict[];
  /** What the survivor gets: what it does not have, and what was chosen. */
  readonly given: MergeValues;
  /** What it had of that. */
  readonly replaced: MergeValues;
}

/** What becomes of the data of two customers. Of what the survivor has nothing, it gets what the other has. */
export function planMerge(from: MergeParty, into: MergeParty, choices: MergeChoices = {}): MergePlan {
  const conflicts = MERGE_FIELDS.flatMap((field) => conflictIn(field, from, into, choices));
  const chosen = conflicts.filter(({ taken }) => taken === 'from').map(({ field }) => field);
  const missing = MERGE_FIELDS.filter((field) => into[field] === null && from[field] !== null);
  const fields = MERGE_FIELDS.filter((field) => chosen.includes(field) || missing.includes(field));
  const custom = mergeOwnValues(from.custom, into.custom);
  const getsCustom = !same(custom, into.custom);
  return {
    conflicts,
    given: { ...pick(from, fields), ...(getsCustom && { custom }) },
    replaced: { ...pick(into, fields), ...(getsCustom && { custom: into.custom }) },
  };
}

/** What the survivor had before, of all that nobody has changed since. */
export const restoredValues = (
  now: MergeParty,
  { given, replaced }: Pick<MergePlan, 'given' | 'replaced'>,
): MergeValues =>
  Object.fromEntries(
    Object.entries(given).flatMap(([field, value]) =>
      same(Reflect.get(now, field), value) ? [[field, Reflect.get(replaced, field)]] : [],
    ),
  );

function conflictIn(
  field: MergeField,
  from: MergeParty,
  into: MergeParty,
  choices: MergeChoices,
): MergeConflict[] {
  const [one, other] = [from[field], into[field]];
  if (one === null || other === null || same(one, other)) return [];
  return [{ field, from: one, into: other, taken: choices[field] ?? 'into' }];
}

const pick = (party: MergeParty, fields: readonly MergeField[]): MergeValues =>
  Object.fromEntries(fields.map((field) => [field, party[field]]));

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

// The database may tell the own values in another order.
const canonical = (value: unknown): string =>
  JSON.stringify(
    typeof value === 'object' && value !== null
      ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : value,
  );
