import { defineProblem } from '@clientele/contracts';

export class CategoryNotFound extends defineProblem(
  'not-found',
  'category-not-found',
  'There is no such category',
) {}

/** A category is named that the catalogue does not have; put it first. */
export class CategoryUnknown extends defineProblem(
  'invalid',
  'category-unknown',
  'A category is not known',
) {}

/** A category would be part of itself. */
export class CategoryLoop extends defineProblem(
  'invalid',
  'category-loop',
  'A category cannot be part of itself',
) {}
