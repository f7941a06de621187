import { IfGiven, IsNames, ListQuery } from '@clientele/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  LONGEST_TEXT,
  FIELD_TYPES,
  type FieldType,
  type FormName,
  FORMS,
  type Presence,
  PRESENCES,
  FIELD_NAME,
} from '@clientele/forms';
import { IsPattern } from './is-pattern';

export class FormParam {
  /**
   * Name of the form.
   * @example "address"
   */
  @IsIn(FORMS)
  readonly form: FormName;
}

export class FormRuleParam extends FormParam {
  /** Id of the rule. */
  @IsUUID()
  readonly id: string;
}

export class FormQuery {
  /** The customer whose form it is: for employees. Contacts get their own. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;
}

export class ChoiceBody {
  /** What is stored. */
  @IsString()
  @Length(1, 64)
  readonly value: string;

  /** What people read, per language. */
  @IsNames()
  readonly name: Record<string, string>;
}

/** What a rule says; whatever it leaves out is up to less specific rules. */
export class CreateFormRuleBody {
  /**
   * A field of the form, or an own one.
   * @example "phone"
   */
  @Matches(FIELD_NAME)
  readonly field: string;

  /** For customers in this group; without it and `customerId` for everyone. */
  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  /** For this customer alone. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Of an own field: what it holds. Fields of the API have their types. */
  @IsOptional()
  @IsIn(FIELD_TYPES)
  readonly type?: FieldType;

  /**
   * Whether the field is needed, may be left out, or is not asked for.
   * @example "required"
   */
  @IsOptional()
  @IsIn(PRESENCES)
  readonly presence?: Presence;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_TEXT)
  readonly minLength?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_TEXT)
  readonly maxLength?: number;

  /** A regular expression that must match somewhere; `^` and `$` tie it to the ends. */
  @IsOptional()
  @IsPattern()
  readonly pattern?: string;

  /** Explanation per language. */
  @IsOptional()
  @IsNames()
  readonly help?: Record<string, string>;

  /** What the form is filled in with at first, per language. */
  @IsOptional()
  @IsNames()
  readonly defaultValue?: Record<string, string>;

  /** Name of an own field, per language. */
  @IsOptional()
  @IsNames()
  readonly label?: Record<string, string>;

  /** What can be chosen, where the type is `choice`. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique(({ value }: ChoiceBody) => value)
  @ValidateNested({ each: true })
  @Type(() => ChoiceBody)
  readonly choices?: ChoiceBody[];
}

/** What a rule says from now on; null: nothing. What it is about stays. */
export class EditFormRuleBody {
  /** @example "optional" */
  @IsOptional()
  @IsIn(PRESENCES)
  readonly presence?: Presence | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_TEXT)
  readonly minLength?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_TEXT)
  readonly maxLength?: number | null;

  /** A regular expression that must match somewhere; `^` and `$` tie it to the ends. */
  @IsOptional()
  @IsPattern()
  readonly pattern?: string | null;

  /** Explanation per language. */
  @IsOptional()
  @IsNames()
  readonly help?: Record<string, string> | null;

  /** What the form is filled in with at first, per language. */
  @IsOptional()
  @IsNames()
  readonly defaultValue?: Record<string, string> | null;

  /** Name of an own field, per language. */
  @IsOptional()
  @IsNames()
  readonly label?: Record<string, string> | null;

  /** What can be chosen, where the type is `choice`. */
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique(({ value }: ChoiceBody) => value)
  @ValidateNested({ each: true })
  @Type(() => ChoiceBody)
  readonly choices?: ChoiceBody[];
}

export class ListFormRulesQuery extends ListQuery {
  @IsOptional()
  @Matches(FIELD_NAME)
  readonly field?: string;

  /** For this group. */
  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  /** For this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;
}
