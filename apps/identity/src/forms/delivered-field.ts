/** A field that the API has by itself, as its body class checks it. */
export interface DeliveredField {
  /** JSON Schema of a value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  /** Whether null means that there is none. */
  readonly nullable: boolean;
}

export type DeliveredFields = Readonly<Record<string, DeliveredField>>;

/** Whether a field holds free text, which has a length and may match a pattern. */
export const isFreeText = ({ schema: { type, format, enum: values } }: DeliveredField): boolean =>
  type === 'string' && values === undefined && (format === undefined || format === 'email');

/** Whether a field is always there, given or not: a yes or no, a list. */
export const hasAlwaysValue = ({ schema: { type } }: DeliveredField): boolean =>
  type === 'boolean' || type === 'array';

const limit = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** The lengths that the API itself allows. */
export const lengthsOf = ({ schema }: DeliveredField): { readonly min: number; readonly max: number } => ({
  min: limit(schema['minLength'], 0),
  max: limit(schema['maxLength'], Infinity),
});
