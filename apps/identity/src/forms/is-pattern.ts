import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isPattern } from '@clientele/forms';

/** A regular expression that RE2 and ECMAScript understand, of up to 500 characters. */
export const IsPattern = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 500 }),
    ValidateBy({
      name: 'isPattern',
      validator: {
        validate: (value) => typeof value === 'string' && value.length <= 500 && isPattern(value),
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must be a regular expression for RE2 and ECMAScript, without look-around or back-references`,
      },
    }),
  );
