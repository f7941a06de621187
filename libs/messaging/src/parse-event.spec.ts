import { definedEvents, DEFAULT_SHOP_ID, systemActor } from '@clientele/contracts';
import { v7 as uuidv7 } from 'uuid';
import { NotAnEvent, parseEvent } from './parse-event';

const contracts = definedEvents();

describe('parseEvent', () => {
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    'reads %s as it was sent',
    (_, contract) => {
      const event = contract.create(
        {
          aggregate: { id: uuidv7(), version: 1 },
          shopId: DEFAULT_SHOP_ID,
          actor: systemActor('test'),
          occurredAt: new Date(),
        },
        contract.example,
      );

      const read = parseEvent(contracts, JSON.stringify(event));

      expect(JSON.parse(JSON.stringify(read))).toEqual(event);
      expect(read.data).toBeInstanceOf(contract.data);
    },
  );

  it.each(['', 'null', '[]', '{}', '{"type":'])('refuses %s', (text) => {
    expect(() => parseEvent(contracts, text)).toThrow(NotAnEvent);
  });

  it.each([
    ['id', 1],
    ['shopId', 'a shop'],
    ['occurredAt', '2026-13-01T00:00:00.000Z'],
    ['version', 1.5],
    ['traceparent', {}],
    ['aggregate', { id: 'no id', version: 1 }],
    ['aggregate', { id: uuidv7(), version: -1 }],
    ['aggregate', { id: uuidv7() }],
    ['actor', { kind: 'employee' }],
    ['actor', 'somebody'],
    ['data', null],
  ])('refuses an event whose %s is %j', (name, value) => {
    expect(() => parseEvent(contracts, JSON.stringify({ ...anEvent(), [name]: value }))).toThrow(NotAnEvent);
  });

  it.each([
    ['what a newer one may say', { more: 1 }],
    ['an instant with an offset', { occurredAt: '2026-07-01T12:00:00+02:00' }],
    ['capital letters in an id', { id: uuidv7().toUpperCase() }],
    ['more about the aggregate', { aggregate: { id: uuidv7(), version: 1, kind: 'order' } }],
  ])('keeps %s', (_, unusual) => {
    const event = { ...anEvent(), ...unusual };

    expect(JSON.parse(JSON.stringify(parseEvent(contracts, JSON.stringify(event))))).toEqual(event);
  });
});

const [first] = contracts;
const anEvent = () =>
  first?.create(
    {
      aggregate: { id: uuidv7(), version: 1 },
      shopId: DEFAULT_SHOP_ID,
      actor: systemActor('test'),
      occurredAt: new Date(),
    },
    first.example,
  );
