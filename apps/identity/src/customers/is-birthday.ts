import { IsCalendarDate } from '@clientele/http';
import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { isBirthday } from './age.domain';

/** The day somebody alive was born on: not to come, and not longer ago than anybody lives. */
export const IsBirthday = (): PropertyDecorator =>
  applyDecorators(
    IsCalendarDate(),
    ValidateBy({
      name: 'isBirthday',
      validator: {
        validate: (value) => typeof value === 'string' && isBirthday(value, new Date()),
        defaultMessage: (context) => `${context?.property ?? 'value'} must be a day in the last 200 years`,
      },
    }),
  );
