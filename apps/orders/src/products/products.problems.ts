import { defineProblem } from '@clientele/contracts';

export class ProductNotFound extends defineProblem(
  'not-found',
  'product-not-found',
  'There is no such product',
) {}
