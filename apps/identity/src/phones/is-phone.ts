import { Matches } from 'class-validator';

/** A telephone number as people write it. */
export const IsPhone = (): PropertyDecorator =>
  Matches(/^[+\d][\d ()./-]{1,31}$/, {
    message: ({ property }) => `${property} must be a telephone number of up to 32 characters`,
  });
