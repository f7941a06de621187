import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsUUID, ValidateNested } from 'class-validator';

/** How many entries of a list an overview shows at most; the full list is a click away. */
export const OVERVIEW_LIMIT = 5;

/** How much of a message an overview shows. */
export const EXCERPT_LENGTH = 200;

/** What is there of a customer? Asked of each service for its part of the overview. */
export class CustomerQuestion {
  @IsUUID() shopId: string;
  @IsUUID() customerId: string;
}

/** The first few of a list. */
export abstract class Glance {
  /** Whether there are more. */
  @IsBoolean() hasMore: boolean;
}

/** The items of a glance. */
export const GlanceOf =
  (item: new () => object): PropertyDecorator =>
  (target, property) => {
    const rules = [IsArray(), ArrayMaxSize(OVERVIEW_LIMIT), ValidateNested({ each: true }), Type(() => item)];
    for (const rule of rules) rule(target, property);
  };
