import type { DomainEvent, EventContract } from '@clientele/contracts';
import { isId, isInstant, quickInstance } from '@clientele/validation';
import { plainToInstance, Type } from 'class-transformer';
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
  @IsOptional() @IsInt() version?: number;
  @IsISO8601() occurredAt: string;
  @IsUUID() shopId: string;
  @IsObject() @ValidateNested() @Type(() => AggregateFields) aggregate: AggregateFields;
  @IsObject() @ValidateNested() @Type(() => ActorFields) actor: ActorFields;
  @IsOptional() @IsString() traceparent?: string;
}

/** A message that is not the event it claims to be; handling it again would not help. */
export class NotAnEvent extends Error {}

/** Reads an event from a message. Fields the contract does not know are kept: a newer producer may send them. */
export const parseEvent = (contracts: readonly EventContract[], text: string): DomainEvent =>
  readEvent(contracts, parsed(text));

/** The same of what was text before. */
export function readEvent(contracts: readonly EventContract[], value: unknown): DomainEvent {
  if (!isRecord(value)) throw new NotAnEvent(`Not a JSON object: ${String(value).slice(0, 100)}`);
  const { type, data } = isPlainlyAnEvent(value) ? value : insisted(value);

  const contract = contracts.find((one) => one.type === type);
  if (!contract) throw new NotAnEvent(`Nobody here listens to ${type}.`);
  if (typeof data !== 'object' || data === null) throw new NotAnEvent('data must be an object');
  return { ...(value as Omit<DomainEvent, 'data'>), data: made(contract.data, data) };
}

/** What an envelope says of what is in it. */
interface Claim {
  readonly type: string;
  readonly data: unknown;
}

/** Whether it is what nearly all events are, seen at a glance; what is not is held against each rule, which says what is wrong. */
const isPlainlyAnEvent = (
  value: Readonly<Record<string, unknown>>,
): value is Record<string, unknown> & Claim =>
  typeof value['type'] === 'string' &&
  isId(value['id']) &&
  isId(value['shopId']) &&
  isInstant(value['occurredAt']) &&
  (value['version'] === undefined || Number.isInteger(value['version'])) &&
  (value['traceparent'] === undefined || typeof value['traceparent'] === 'string') &&
  isAggregate(value['aggregate']) &&
  isActor(value['actor']);

const isAggregate = (value: unknown): boolean =>
  isRecord(value) && isId(value['id']) && Number.isInteger(value['version']) && Number(value['version']) >= 0;

const isActor = (value: unknown): boolean =>
  isRecord(value) && typeof value['kind'] === 'string' && typeof value['id'] === 'string';

const insisted = ({ data, ...plain }: Readonly<Record<string, unknown>>): Claim => ({
  type: made(EnvelopeFields, plain).type,
  data,
});

function made<T extends object>(type: new () => T, plain: object): T {
  const quick = quickInstance(type, plain);
  if (quick) return quick;
  const instance = plainToInstance(type, plain);
  refuse(validateSync(instance));
  return instance;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused as it is.
    return text;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(mistakes: readonly ValidationError[]): void {
  if (mistakes.length > 0) throw new NotAnEvent(mistakes.flatMap((mistake) => reasonsOf(mistake)).join('; '));
}

const reasonsOf = ({ constraints = {}, children = [] }: ValidationError): string[] => [
  ...Object.values(constraints),
  ...children.flatMap((child) => reasonsOf(child).map((reason) => `${child.property}: ${reason}`)),
];
