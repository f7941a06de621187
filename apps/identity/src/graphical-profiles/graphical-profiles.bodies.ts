import { IdParam, IfGiven, ListQuery } from '@clientele/http';
import { IsOptional, IsUUID } from 'class-validator';
import { InsteadOf } from '../owners/instead-of';
import { IsTexts } from './is-texts';

const IsColours = () => IsTexts(/^#[0-9a-fA-F]{6}$/, 'colours as #rrggbb', { primary: '#0a5c36' });
// What stands in a style sheet must not end it.
const IsFonts = () => IsTexts(/^[\p{L}\p{N} ,'-]{1,200}$/u, 'font families', { body: 'Inter, sans-serif' });
const IsHeaderText = () => IsTexts(/^[^\0]{1,1000}$/, 'a text per language', { en: 'Welcome' });
const IsCustom = () => IsTexts(/^[^\0]{0,2000}$/, 'texts', { layout: 'wide' });

export class EditGraphicalProfileBody {
  /** All colours, by what they colour. */
  @IfGiven()
  @IsColours()
  readonly colours?: Record<string, string>;

  /** All font families, by what is written in them. */
  @IfGiven()
  @IsFonts()
  readonly fonts?: Record<string, string>;

  /** The text in the header, per language. */
  @IfGiven()
  @IsHeaderText()
  readonly headerText?: Record<string, string>;

  /** Whatever else the storefront wants to know. */
  @IfGiven()
  @IsCustom()
  readonly custom?: Record<string, string>;
}

export class CreateGraphicalProfileBody extends EditGraphicalProfileBody {
  /** The customer that sees it; without it, `groupId` and `segmentId` it is the shop's own. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** The group whose customers see it. */
  @IsOptional()
  @IsUUID()
  @InsteadOf('customerId')
  readonly groupId?: string;

  /** The segment whose customers see it. */
  @IsOptional()
  @IsUUID()
  @InsteadOf('customerId')
  @InsteadOf('groupId')
  readonly segmentId?: string;
}

export class LogoParam extends IdParam {
  /** Id of the picture. */
  @IsUUID()
  readonly fileId: string;
}

export class ListGraphicalProfilesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  @IsOptional()
  @IsUUID()
  readonly segmentId?: string;
}
