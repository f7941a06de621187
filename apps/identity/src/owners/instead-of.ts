import { ValidateBy } from 'class-validator';

/** The field may be given only where `other` is not. */
export const InsteadOf = (other: string): PropertyDecorator =>
  ValidateBy({
    name: 'insteadOf',
    validator: {
      validate: (_value, context) => !context || Reflect.get(context.object, other) === undefined,
      defaultMessage: (context) => `${context?.property ?? 'value'} cannot be given together with ${other}`,
    },
  });
