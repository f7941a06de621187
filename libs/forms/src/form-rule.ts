/** Texts per language (BCP 47). */
export type Texts = Readonly<Record<string, string>>;

export const FORMS = ['registration', 'customer', 'contact', 'address', 'cart', 'order'] as const;
export type FormName = (typeof FORMS)[number];

/** What own fields can hold. */
export const FIELD_TYPES = ['text', 'number', 'date', 'choice'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** From the most lenient to the strictest. */
export const PRESENCES = ['optional', 'hidden', 'required'] as const;
export type Presence = (typeof PRESENCES)[number];

/** One of the values of a choice. */
export interface Choice {
  readonly value: string;
  readonly name: Texts;
}

/** What a rule says of a field. Null: nothing, so that a less specific rule counts. */
export interface FieldRule {
  readonly presence: Presence | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: string | null;
  readonly help: Texts | null;
  readonly defaultValue: Texts | null;
  readonly label: Texts | null;
  readonly choices: readonly Choice[] | null;
}

/** A rule with what it is about and whom it is for: everyone, a group, or a customer. */
export interface ScopedRule extends FieldRule {
  readonly id: string;
  readonly field: string;
  /** Of an own field; null: the field is one the API has by itself. */
  readonly type: FieldType | null;
  readonly groupId: string | null;
  readonly customerId: string | null;
}

/** What holds for a field in the end. */
export interface EffectiveField {
  readonly field: string;
  readonly type: FieldType | null;
  readonly presence: Presence;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** All of them must match. */
  readonly patterns: readonly string[];
  readonly help: Texts | null;
  readonly defaultValue: Texts | null;
  readonly label: Texts | null;
  readonly choices: readonly Choice[] | null;
}
