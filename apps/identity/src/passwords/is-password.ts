import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { weaknessOf } from './password.domain';

/** A new password, good enough for our policy. */
export const IsPassword = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'password', minLength: 8, maxLength: 128 }),
    ValidateBy({
      name: 'isPassword',
      validator: {
        validate: (value) => typeof value === 'string' && weaknessOf(value) === undefined,
        defaultMessage: (context) => `${context?.property ?? 'value'} must be 8 to 128 characters long`,
      },
    }),
  );
