import { ListQuery } from '@clientele/http';
import { IsOptional, IsString, Length } from 'class-validator';
import { IsCatalogueId } from './catalogue-id.bodies';

export class PutCategoryBody {
  /** @example "Tea" */
  @IsString()
  @Length(1, 255)
  readonly name: string;

  /** Category that this one is part of. */
  @IsOptional()
  @IsCatalogueId()
  readonly parentId?: string | null;
}

export class ListCategoriesQuery extends ListQuery {
  /** Only categories directly within this one. */
  @IsOptional()
  @IsCatalogueId()
  readonly parentId?: string;

  /** Part of the name. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;
}
