import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Handler } from './openapi-handlers';
import { refineSchemas, type Schema } from './openapi-schemas';

class LineBody {
  @IsInt() @Min(1) readonly quantity: number;
}

class PickupBody {
  @IsOptional() @IsInt() @Min(1) readonly shelf?: number;
}

@ApiExtraModels(PickupBody)
class OrderBody {
  @IsString() @Length(2, 5) readonly code: string;
  @IsOptional() @IsUUID(undefined, { each: true }) readonly tags?: string[];
  @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) readonly day: string;
  @IsString() readonly language: string = 'en';
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LineBody)
  @ApiProperty({ type: () => [LineBody] })
  readonly lines: LineBody[];
}

const handler: Handler = { method: {}, takes: { body: [OrderBody], query: [], path: [] } };

/** What the compiler plugin would say of the two. */
const compiled = (): Record<string, Schema> => ({
  OrderBody: {
    type: 'object',
    properties: {
      code: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      day: { type: 'string' },
      language: { type: 'string', default: 'en' },
    },
    required: ['code', 'tags', 'day', 'language'],
  },
  LineBody: { type: 'object', properties: { quantity: { type: 'number' } } },
  PickupBody: { type: 'object', properties: { shelf: { type: 'number' } }, required: ['shelf'] },
  OrderView: {
    type: 'object',
    properties: {
      placedAt: { type: 'string' },
      version: { type: 'number' },
      total: { description: 'To pay.', allOf: [{ $ref: '#/components/schemas/MoneyView' }] },
    },
  },
});

describe('refineSchemas', () => {
  const schemas = compiled();
  refineSchemas(schemas, [handler]);

  it('says of a body what its validators accept', () => {
    expect(schemas['OrderBody']?.properties).toMatchObject({
      code: { minLength: 2, maxLength: 5 },
      tags: { items: { format: 'uuid' } },
      day: { type: 'string', format: 'date' },
    });
  });

  it('refuses what no field takes', () => {
    expect(schemas['OrderBody']?.additionalProperties).toBe(false);
  });

  it('needs neither optional fields nor those with a default', () => {
    expect(schemas['OrderBody']?.required).toEqual(['code', 'day', 'lines']);
  });

  it('adds a field that the compiler plugin has missed', () => {
    expect(schemas['OrderBody']?.properties).toHaveProperty('lines.type', 'array');
  });

  it('reaches the bodies within a body', () => {
    expect(schemas['LineBody']?.properties).toEqual({ quantity: { type: 'integer', minimum: 1 } });
  });

  it('reaches the bodies that a field takes one of', () => {
    expect(schemas['PickupBody']).toEqual({
      ...{ type: 'object', additionalProperties: false },
      properties: { shelf: { type: 'integer', minimum: 1 } },
    });
  });

  it('knows instants and counts of views by their names', () => {
    expect(schemas['OrderView']?.properties).toMatchObject({
      placedAt: { format: 'date-time' },
      version: { type: 'integer' },
    });
  });

  it('describes beside a reference instead of around it', () => {
    expect(schemas['OrderView']?.properties?.['total']).toEqual({
      description: 'To pay.',
      $ref: '#/components/schemas/MoneyView',
    });
  });
});
