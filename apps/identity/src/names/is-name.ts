import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { isName } from './name.domain';

/** The name of a person; spaces around it are cut off. */
export const IsName = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 255 }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    ValidateBy({
      name: 'isName',
      validator: {
        validate: (value) => typeof value === 'string' && isName(value),
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must be a name: letters, spaces, hyphens, apostrophes, 1 to 255 characters`,
      },
    }),
  );
