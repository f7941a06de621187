import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  CONTACT_PERMISSIONS,
  definedEvents,
  definedProblems,
  definedQuestions,
  defineEvent,
  defineProblem,
  EMPLOYEE_PERMISSIONS,
  groupsOverview,
  GroupsOverviewAnswer,
  defineQuestion,
  OrderByReferenceAnswer,
  orderPlaced,
  OVERVIEW_LIMIT,
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

describe.each(definedQuestions().map((contract) => [contract.subject, contract] as const))(
  '%s',
  (subject, { question, answer, example }) => {
    it('is asked of one service', () => {
      expect(subject).toMatch(/^ask\.(identity|groups|orders|support)\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/);
    });

    it('has an example with valid and known fields only', () => {
      expect(validateSync(plainToInstance(question, example.question), STRICT)).toEqual([]);
      expect(validateSync(plainToInstance(answer, example.answer), STRICT)).toEqual([]);
    });
  },
);

describe('questions', () => {
  it('are not declared twice', () => {
    const example = { question: {}, answer: {} };

    expect(() => defineQuestion('ask.orders.order-by-reference.v1', Object, Object, example)).toThrow(
      'ask.orders.order-by-reference.v1',
    );
  });

  it('about one thing may be answered with nothing found, but not with nothing', () => {
    const mistakesIn = (answer: object): number =>
      validateSync(plainToInstance(OrderByReferenceAnswer, answer)).length;

    expect([mistakesIn({ orderId: null }), mistakesIn({}), mistakesIn({ orderId: '7' })]).toEqual([0, 1, 1]);
  });

  it('about a list are not answered with more than an overview shows', () => {
    const { items } = groupsOverview.example.answer;
    const answerOf = (count: number) => ({
      items: Array.from({ length: count }, () => items[0]),
      hasMore: true,
    });
    const mistakesIn = (count: number): number =>
      validateSync(plainToInstance(GroupsOverviewAnswer, answerOf(count))).length;

    expect([mistakesIn(OVERVIEW_LIMIT), mistakesIn(OVERVIEW_LIMIT + 1)]).toEqual([0, 1]);
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
