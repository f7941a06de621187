import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  CONTACT_PERMISSIONS,
  definedEvents,
  definedProblems,
  defineEvent,
  defineProblem,
  EMPLOYEE_PERMISSIONS,
  OrderByReferenceAnswer,
  orderByReference,
  orderPlaced,
  ROUTES,
} from '.';

const STRICT = { whitelist: true, forbidNonWhitelisted: true };

describe.each(definedEvents().map((contract) => [contract.type, contract] as const))(
  '%s',
  (type, contract) => {
    it('is named <domain>.<aggregate>.<what happened>.v<N>', () => {
      expect(type).toMatch(/^(identity|groups|orders|support|audit)(\.[a-z]+(-[a-z]+)*){2}\.v[1-9]\d*$/);
    });

    it('has an example with valid and known fields only', () => {
      expect(validateSync(plainToInstance(contract.data, contract.example), STRICT)).toEqual([]);
    });
  },
);

describe('events', () => {
  it('are not declared twice', () => {
    expect(() => defineEvent('orders.order.placed.v1', Object, {})).toThrow('orders.order.placed.v1');
  });

  it.each(Intl.supportedValuesOf('currency'))('may be about an order in %s', (currency) => {
    const order = plainToInstance(orderPlaced.data, { ...orderPlaced.example, currency });

    expect(validateSync(order)).toEqual([]);
  });
});

describe('orderByReference', () => {
  it('is asked of one service', () => {
    expect(orderByReference.subject).toMatch(/^ask\.[a-z]+(\.[a-z]+(-[a-z]+)*)\.v[1-9]\d*$/);
  });

  it('may be answered with nothing found, but not with nothing', () => {
    const mistakesIn = (answer: object): number =>
      validateSync(plainToInstance(OrderByReferenceAnswer, answer)).length;

    expect([mistakesIn({ orderId: null }), mistakesIn({}), mistakesIn({ orderId: '7' })]).toEqual([0, 1, 1]);
  });
});

describe('problems', () => {
  it('have kebab-case codes', () => {
    expect(definedProblems().filter(({ code }) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it('are not declared twice', () => {
    expect(() => defineProblem('not-found', 'not-found', 'Again')).toThrow('not-found');
  });
});

describe('permissions', () => {
  it.each([
    ['contacts', CONTACT_PERMISSIONS],
    ['employees', EMPLOYEE_PERMISSIONS],
  ])('of %s are unique', (_, permissions) => {
    expect(new Set(permissions).size).toBe(permissions.length);
    expect(permissions.every((name) => /^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*$/.test(name))).toBe(true);
  });
});

describe('ROUTES', () => {
  it('give each first segment one owner', () => {
    const segments = Object.values(ROUTES).flat();

    expect(new Set(segments).size).toBe(segments.length);
  });
});
