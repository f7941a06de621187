import { isISO8601, isUUID } from 'class-validator';
import fc from 'fast-check';
import { glanceOf, isId, isInstant } from './glances';

/** Something with a character changed, added or taken away. */
const spoiled = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.nat(40), fc.nat(2), fc.constantFrom(...'0159afgzTZ:-. \n', ''))
    .map(([whole, at, length, instead]) => whole.slice(0, at) + instead + whole.slice(at + length));

const instants = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());

describe('a glance', () => {
  it('sees nothing as an id that the rule refuses', () => {
    fc.assert(fc.property(spoiled(fc.uuid()), (text) => expect(isId(text) && !isUUID(text)).toBe(false)));
  });

  it('sees nothing as an instant that the rule refuses', () => {
    fc.assert(
      fc.property(spoiled(instants), (text) => expect(isInstant(text) && !isISO8601(text)).toBe(false)),
    );
  });

  it('sees what we write', () => {
    expect(isId('0198c0de-0000-7000-8000-000000000001')).toBe(true);
    expect(isInstant(new Date().toISOString())).toBe(true);
  });

  it('leaves rules that ask for more to themselves', () => {
    expect(glanceOf({ name: 'isUuid', constraints: ['4'] })).toBeUndefined();
    expect(glanceOf({ name: 'isIso8601', constraints: [{ strict: true }] })).toBeUndefined();
    expect(glanceOf({ name: 'isIn', constraints: [['a']] })).toBeUndefined();
  });
});
