import { ApiProperty } from '@nestjs/swagger';
import {
  FIELD_TYPES,
  type FieldType,
  type FormName,
  FORMS,
  type Presence,
  PRESENCES,
} from '@clientele/forms';

const TEXTS = { type: 'object', additionalProperties: { type: 'string' }, nullable: true } as const;

export class ChoiceView {
  /** What is stored. */
  value: string;
  /** What people read, per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
}

/** What is asked of a field of a form. Null: nothing, so that a less specific rule decides. */
export class FormRuleView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: FORMS })
  form: FormName;
  /** A field of the form, or an own one. */
  field: string;
  /** Of an own field: what it holds. */
  @ApiProperty({ enum: [...FIELD_TYPES, null], nullable: true })
  type: FieldType | null;
  /** For customers in this group. */
  @ApiProperty({ format: 'uuid', nullable: true })
  groupId: string | null;
  /** For this customer. */
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ enum: [...PRESENCES, null], nullable: true })
  presence: Presence | null;
  @ApiProperty({ type: 'integer', nullable: true })
  minLength: number | null;
  @ApiProperty({ type: 'integer', nullable: true })
  maxLength: number | null;
  pattern: string | null;
  @ApiProperty(TEXTS)
  help: Record<string, string> | null;
  @ApiProperty(TEXTS)
  defaultValue: Record<string, string> | null;
  @ApiProperty(TEXTS)
  label: Record<string, string> | null;
  @ApiProperty({ type: () => [ChoiceView], nullable: true })
  choices: ChoiceView[] | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class FormRulesPageView {
  items: FormRuleView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
