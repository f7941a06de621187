import type { DomainEvent, EventContract } from '@clientele/contracts';
import { plainToInstance } from 'class-transformer';
import {
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Min,
  validateSync,
  type ValidationError,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';

class AggregateFields {
  @IsUUID() id: string;
  @IsInt() @Min(0) version: number;
}

class ActorFields {
  @IsString() kind: string;
  @IsString() id: string;
}

class EnvelopeFields {
  @IsUUID() id: string;
  @IsString() type: string;
  @IsISO8601() occurredAt: string;
  @IsUUID() shopId: string;
  @IsObject() @ValidateNested() @Type(() => AggregateFields) aggregate: AggregateFields;
  @IsObject() @ValidateNested() @Type(() => ActorFields) actor: ActorFields;
  @IsOptional() @IsString() traceparent?: string;
  @IsObject() data: object;
}

/** A message that is not the event it claims to be; handling it again would not help. */
export class NotAnEvent extends Error {}

/** Reads an event from a message. Fields the contract does not know are kept: a newer producer may send them. */
export function parseEvent(contracts: readonly EventContract[], text: string): DomainEvent {
  const plain = parseJson(text);
  const envelope = plainToInstance(EnvelopeFields, plain);
  refuse(validateSync(envelope, { forbidUnknownValues: false }));

  const contract = contracts.find(({ type }) => type === envelope.type);
  if (!contract) throw new NotAnEvent(`Nobody here listens to ${envelope.type}.`);

  const data = plainToInstance(contract.data, envelope.data);
  refuse(validateSync(data));
  return { ...(plain as DomainEvent), data };
}

function parseJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, with what arrived.
  }
  throw new NotAnEvent(`Not a JSON object: ${text.slice(0, 100)}`);
}

function refuse(mistakes: readonly ValidationError[]): void {
  if (mistakes.length > 0) throw new NotAnEvent(mistakes.flatMap((mistake) => reasonsOf(mistake)).join('; '));
}

const reasonsOf = ({ constraints = {}, children = [] }: ValidationError): string[] => [
  ...Object.values(constraints),
  ...children.flatMap((child) => reasonsOf(child).map((reason) => `${child.property}: ${reason}`)),
];
