import { isOpen, tokenSeconds } from './page.domain';

const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);
const always = { enabled: true, validFrom: null, validUntil: null };

describe('isOpen', () => {
  it.each([
    [always, '10:00', true],
    [{ ...always, enabled: false }, '10:00', false],
    [{ ...always, validFrom: at('10:00') }, '09:59', false],
    [{ ...always, validFrom: at('10:00') }, '10:00', true],
    [{ ...always, validUntil: at('11:00') }, '10:59', true],
    [{ ...always, validUntil: at('11:00') }, '11:00', false],
  ])('is, of %j at %s, %s', (page, time, open) => {
    expect(isOpen(page, at(time))).toBe(open);
  });
});

describe('tokenSeconds', () => {
  it('are a day, or what is left of the page', () => {
    expect(tokenSeconds(always, at('10:00'))).toBe(86_400);
    expect(tokenSeconds({ validUntil: at('10:01') }, at('10:00'))).toBe(60);
  });
});
