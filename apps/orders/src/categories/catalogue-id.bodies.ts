import { Matches, type ValidationOptions } from 'class-validator';

/** An id that the storefront gave: it goes into a path as it is. */
export const IsCatalogueId = (options: ValidationOptions = {}): PropertyDecorator =>
  Matches(/^[A-Za-z0-9._~-]{1,64}$/, {
    message: ({ property }) => `${property} must be 1 to 64 letters, digits or . _ ~ -`,
    ...options,
  });

/** A path parameter that names a thing of the catalogue. */
export class CatalogueIdParam {
  /**
   * Id of the storefront.
   * @example "tea"
   */
  @IsCatalogueId()
  readonly id: string;
}
