import { defineProblem } from '@clientele/contracts';

export class AddressNotFound extends defineProblem(
  'not-found',
  'address-not-found',
  'There is no such address',
) {}
