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
});
