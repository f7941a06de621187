import { ApiProperty } from '@nestjs/swagger';

/** A category of the catalogue. */
export class CategoryView {
  /** Id of the storefront. */
  id: string;
  name: string;
  /** Category that this one is part of. */
  parentId: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class CategoriesPageView {
  items: CategoryView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
